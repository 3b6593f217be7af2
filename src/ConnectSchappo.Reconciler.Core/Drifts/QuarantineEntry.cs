namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// Something that was tried on a box and did not work there: the change of an object, or an activation that did not help. It is kept
/// on the box, so that every reconciler knows of it. Nothing in it is a secret.
/// </summary>
public sealed record QuarantineEntry
{
    /// <summary>
    /// In place of inputs: a person took the change back, or did not confirm it. Nothing that happens on the box overrides that.
    /// </summary>
    public const string ByPerson = "person";

    /// <summary>The longest pause between two tries.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    /// <summary>The longest pause before an activation is tried again of which something has changed, be it by a person's repair.</summary>
    private static readonly TimeSpan LongestAfterRepair = TimeSpan.FromMinutes(1);

    public required Subject Subject { get; init; }

    /// <summary>The object whose change did not work; null where an activation did not help.</summary>
    public ResourceId? Object { get; init; }

    /// <summary>The activation that did not help; null where it is about an object.</summary>
    public Activation? Activation { get; init; }

    /// <summary>A digest of what was wanted of the object; empty for an activation.</summary>
    public required string Wanted { get; init; }

    /// <summary><see cref="PartInputs"/> when it had failed, or <see cref="ByPerson"/>.</summary>
    public required string Inputs { get; init; }

    /// <summary>How often it has failed, 1 or more.</summary>
    public required int Attempts { get; init; }

    /// <summary>When it failed last, by the clock of whoever tried.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Why, for a person.</summary>
    public required string Reason { get; init; }

    /// <summary>
    /// Whether it is not to be tried now. What it hangs on must have changed, by others than us; and however often somebody rewrites a
    /// file, the pauses grow: 5 s after the first failure, twice that after each further one, half an hour at the most. Where it is tried
    /// again unchanged too, a change shortens that to a minute at the most: whoever repaired the cause need not wait for half an hour.
    /// </summary>
    /// <param name="inputs">The subject's inputs now.</param>
    /// <param name="now">The moment.</param>
    /// <param name="unchangedAfter">The first pause after which it is tried again though nothing has changed; null for never.</param>
    public bool IsInForce(string inputs, DateTimeOffset now, TimeSpan? unchangedAfter = null)
    {
        var since = now - At < TimeSpan.Zero ? TimeSpan.Zero : now - At;
        var soonest = Pause(TimeSpan.FromSeconds(5));
        soonest = unchangedAfter is not null && soonest > LongestAfterRepair ? LongestAfterRepair : soonest;
        return Inputs == ByPerson || since < soonest
            || (inputs == Inputs && (unchangedAfter is not { } first || since < Pause(first)));
    }

    private TimeSpan Pause(TimeSpan first) =>
        first * Math.Pow(2, Math.Clamp(Attempts - 1, 0, 20)) is var pause && pause < Longest ? pause : Longest;
}
