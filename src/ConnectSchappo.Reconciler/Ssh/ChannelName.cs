namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>What a channel is called when something is told of it, and the most bytes of its output that wait to be read.</summary>
internal readonly record struct ChannelName(string Text, int MostOutput);
