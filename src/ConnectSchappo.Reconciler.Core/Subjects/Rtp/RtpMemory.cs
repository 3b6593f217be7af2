using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;

namespace ConnectSchappo.Reconciler.Core.Subjects.Rtp;

/// <summary>What Asterisk's memory says of sound.</summary>
public static class RtpMemory
{
    extension(AsteriskMemory memory)
    {
        /// <summary>Values by the name of rtp.conf's option; an option that Asterisk does not show is not in it.</summary>
        public Fact<ImmutableDictionary<string, string>> Rtp => memory.Answer(RtpSettingsQuestion.Instance);
    }
}
