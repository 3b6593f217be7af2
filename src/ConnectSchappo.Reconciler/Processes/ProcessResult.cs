namespace ConnectSchappo.Reconciler.Processes;

/// <summary>What a program left that ran to its end.</summary>
/// <param name="Errors">The beginning of what it printed on standard error.</param>
/// <param name="Overflowed">Whether it printed more than it was allowed, and was killed: then there is nothing else.</param>
internal sealed record ProcessResult(int ExitCode, byte[] Output, string Errors, bool Overflowed);
