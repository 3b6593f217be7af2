namespace ConnectSchappo.Reconciler.Boxes;

/// <summary>What a script on a box left: its exit code, what it printed, and its diagnostics.</summary>
internal sealed record ScriptReply(int ExitCode, string Text, string Errors);
