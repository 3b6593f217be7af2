namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>An option of one of the three objects of an extension, in place of one of a peer of chan_sip.</summary>
/// <param name="Part">The object, as a profile calls it: auth, aor or endpoint.</param>
/// <param name="Option">The option.</param>
/// <param name="Convert">Its value, by the peer's and what that says of yes and no; null where it has no equal. Null for the same.</param>
internal sealed record SipEquivalent(string Part, string Option, Func<string, string?, string?>? Convert = null)
{
    /// <param name="ofPeer">The peer's value.</param>
    /// <param name="truth">Yes or no, as Asterisk reads it; null where it says neither.</param>
    public string? Value(string ofPeer, string? truth) => Convert is null ? ofPeer : Convert(ofPeer, truth);
}
