namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>How the undoing of a transaction came out. For a person, without secrets.</summary>
/// <param name="Files">What became of each file.</param>
/// <param name="Trouble">What is not as it was before, with what to do; null where all of it is.</param>
/// <param name="Seen">The last look.</param>
internal sealed record Undone(string Files, string? Trouble, Sight Seen);
