using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;

namespace ConnectSchappo.Reconciler.Core.Subjects.ChanSip;

/// <summary>What Asterisk's memory says of chan_sip.</summary>
public static class SipMemory
{
    extension(AsteriskMemory memory)
    {
        /// <summary>Names of chan_sip's peers; of those that were looked for, where they were asked about one by one.</summary>
        public Fact<ImmutableHashSet<string>> SipPeers => memory.Answer(SipPeersQuestion.Instance);
    }
}
