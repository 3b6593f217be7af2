using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;

namespace ConnectSchappo.Reconciler.Core.Subjects.Logger;

/// <summary>What a box's desired state and Asterisk's memory say of logs.</summary>
public static class LoggerOfBox
{
    extension(DesiredBox box)
    {
        /// <summary>The files of the log and what is to be in them.</summary>
        public EquatableArray<LoggerChannel> LoggerChannels => box.Of<DesiredLogger>().Channels;
    }

    extension(AsteriskMemory memory)
    {
        /// <summary>The files that Asterisk logs to, each once, with the levels that go there.</summary>
        public Fact<EquatableArray<LoggerChannel>> LoggerChannels => memory.Answer(LoggerChannelsQuestion.Instance);
    }
}
