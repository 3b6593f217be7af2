namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>A person's word on the change that waits for it.</summary>
/// <param name="Confirms">Whether it stands; otherwise it is to be rolled back.</param>
/// <param name="By">Who said so.</param>
internal sealed record PersonsWord(bool Confirms, string By);
