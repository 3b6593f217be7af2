namespace ConnectSchappo.Reconciler.Core.Diagnoses.Facts;

/// <summary>What a jail's filter made of the end of its own log.</summary>
/// <param name="Jail">The jail.</param>
/// <param name="Log">The file.</param>
/// <param name="Failures">Lines in which Asterisk says that it refused somebody.</param>
/// <param name="Matched">Lines that the filter takes for such; null where it was not tried, or could not be.</param>
public sealed record FilterTrial(string Jail, string Log, int Failures, int? Matched);
