using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;

namespace ConnectSchappo.Reconciler.Core.Subjects.Logger;

/// <summary>What Asterisk's memory says of the log.</summary>
public static class LoggerMemory
{
    extension(AsteriskMemory memory)
    {
        /// <summary>The files that Asterisk logs to, each once, with the levels that go there.</summary>
        public Fact<EquatableArray<LoggerChannel>> LoggerChannels => memory.Answer(LoggerChannelsQuestion.Instance);
    }
}
