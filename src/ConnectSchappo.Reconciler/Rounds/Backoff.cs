namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>What slows and spreads the looks at a box.</summary>
/// <param name="Until">Until when connecting is not tried, as it failed again and again; null where it is.</param>
/// <param name="Jitter">From 0 to 1, by chance: so that boxes are never looked at all at once.</param>
internal sealed record Backoff(DateTimeOffset? Until, double Jitter);
