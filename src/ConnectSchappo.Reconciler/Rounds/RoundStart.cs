namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>A round that begins.</summary>
/// <param name="Box">The box.</param>
/// <param name="Address">Its address.</param>
/// <param name="Revision">The revision that it should be at.</param>
/// <param name="Suspension">The suspension that holds now; null for none.</param>
/// <param name="At">When.</param>
internal sealed record RoundStart(string Box, string Address, string Revision, Suspension? Suspension, DateTimeOffset At);
