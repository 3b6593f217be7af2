using System.Net;

namespace ConnectSchappo.Reconciler.Core.Diagnoses.Facts;

/// <summary>What a STUN or TURN server answered to the box.</summary>
/// <param name="Server">As rtp.conf names it: <c>HOST:PORT</c>.</param>
/// <param name="Took">How long it took; null where no answer came.</param>
/// <param name="Mapped">The address that a STUN server saw the box come from; null where it did not say.</param>
public sealed record ServerAnswer(string Server, TimeSpan? Took, IPAddress? Mapped);
