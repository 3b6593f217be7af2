using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>How many channels are up, for a person: a call between two phones has two.</summary>
public static class ChannelCount
{
    public static Message Words(int count) => count == 1 ? $"1 channel" : (Message)$"{count} channels";
}
