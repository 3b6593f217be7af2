namespace ConnectSchappo.Reconciler.Core.Observations.Ami;

/// <summary>What came as Asterisk's manager interface is larger than anything that Asterisk says: it is not held.</summary>
/// <param name="limit">The limit that it went beyond, in words: <c>65536 bytes a line</c>.</param>
public sealed class AmiExcessException(string limit) : Exception($"more than {limit}")
{
    public string Limit { get; } = limit;
}
