namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>How often a box is looked at, before jitter.</summary>
/// <param name="Interval">The time between two checks for signs of a change; where no sign tells, the least between observations.</param>
/// <param name="Resync">The time after which a box in sync is observed in full though no sign tells of a change.</param>
internal sealed record Pace(TimeSpan Interval, TimeSpan Resync);
