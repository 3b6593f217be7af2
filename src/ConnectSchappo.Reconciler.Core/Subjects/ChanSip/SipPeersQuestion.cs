using System.Collections.Immutable;

namespace ConnectSchappo.Reconciler.Core.Observations;

/// <summary>The names that a look asked for one by one, where Asterisk's command line would cut them in a list.</summary>
/// <param name="SipPeers">Those of chan_sip's peers; null where it is known that there are no others.</param>
public sealed record NamesAskedFor(ImmutableHashSet<string> Auths, ImmutableHashSet<string> Aors, ImmutableHashSet<string>? SipPeers);
