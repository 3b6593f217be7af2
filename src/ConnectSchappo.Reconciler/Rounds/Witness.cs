namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>What a change on a box is proved by.</summary>
/// <param name="Look">Looks at files, memory and the client's side, and plans what is left.</param>
/// <param name="Register">Registers as the identity that the policy names; gives what speaks against it, or null.</param>
internal sealed record Witness(Func<Task<Sight>> Look, Func<Task<string?>> Register);
