namespace ConnectSchappo.Reconciler.Probes;

/// <summary>One header of a SIP message, as it is written.</summary>
internal readonly record struct SipHeader(string Name, string Value);
