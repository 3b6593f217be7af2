namespace ConnectSchappo.Reconciler.Cli;

/// <summary>How <c>validate</c> prints what it found.</summary>
internal enum ProblemOutput
{
    Text,
    Json,

    /// <summary>Workflow commands that GitHub shows beside the lines of a pull request.</summary>
    Github,

    /// <summary>SARIF 2.1.0, for code scanning.</summary>
    Sarif,
}
