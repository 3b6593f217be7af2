namespace ConnectSchappo.Reconciler.Core.Observations.Facts;

/// <summary>
/// What <c>http show status</c> says of the two listeners: <c>address:port</c>, or null for a listener that is off.
/// "Bound to (null)" (TLS that could not bind) is null too, with <see cref="TlsFailed"/> set.
/// </summary>
public sealed record HttpListeners(string? Plain, string? Tls, bool TlsFailed)
{
    /// <summary>What every path begins with, its slash included; empty where nothing was set.</summary>
    public string Prefix { get; init; } = "";
}
