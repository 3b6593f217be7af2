using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>What a channel is called in a message, and the most bytes of its output that wait to be read.</summary>
internal readonly record struct ChannelName(Message Text, int MostOutput);
