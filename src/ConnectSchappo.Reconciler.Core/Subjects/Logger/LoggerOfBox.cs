using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Subjects.Logger;

/// <summary>What a box's desired state says of logger.conf.</summary>
public static class LoggerOfBox
{
    extension(DesiredBox box)
    {
        /// <summary>The files of the log and what is to be in them.</summary>
        public EquatableArray<LoggerChannel> LoggerChannels => box.Of<DesiredLogger>().Channels;
    }
}
