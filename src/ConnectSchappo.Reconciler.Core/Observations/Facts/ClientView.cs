using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Observations.Facts;

/// <summary>What a SIP client would see, probed from the box's own side.</summary>
/// <param name="Served">The certificate of the TLS listener; unknown where no handshake succeeded, or was tried.</param>
/// <param name="Answers">Who answers on the WebSocket; unknown where nobody asked.</param>
public sealed record ClientView(Fact<Certificate> Served, Fact<WebSocketAnswer> Answers)
{
    /// <summary>
    /// Whether Asterisk can send a request, such as a call, to a client on its WebSocket; unknown where it was not tried. A module
    /// that was loaded while Asterisk ran takes registrations and cannot. Source: Asterisk 16.28, tried.
    /// </summary>
    public Fact<bool> CanBeCalled { get; init; } = Fact.Unknown<bool>($"not tried");

    /// <summary>
    /// Whether it was asked without TLS, as a proxy asks that ends TLS for softphones: nothing of a certificate is to be known there.
    /// </summary>
    public bool IsPlain { get; init; }

    /// <summary>How long the asking took; null where nobody was asked.</summary>
    public TimeSpan? Took { get; init; }

    public static ClientView NotAsked(Message reason) =>
        new(Fact.Unknown<Certificate>(reason), Fact.Unknown<WebSocketAnswer>(reason));
}
