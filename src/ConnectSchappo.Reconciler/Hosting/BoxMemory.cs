using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>What the next look at a box cannot tell, and the next daemon should know. Nothing in it is a secret.</summary>
internal sealed record BoxMemory
{
    /// <summary>Who fights us there; null for nobody.</summary>
    public FlapMemory? Contest { get; init; }

    /// <summary>What waits there, and since when; null for nothing.</summary>
    public PendingAction? Pending { get; init; }

    /// <summary>The last transaction that is known of, ours or another's; empty for none, null before the first look.</summary>
    public string? LastTransaction { get; init; }
}
