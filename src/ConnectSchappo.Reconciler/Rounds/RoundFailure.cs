namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>Why a round ended before its plan: a word for a metric, and a sentence with the way out for a person.</summary>
internal sealed record RoundFailure(string Kind, string Message);
