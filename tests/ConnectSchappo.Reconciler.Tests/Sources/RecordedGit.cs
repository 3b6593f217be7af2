namespace ConnectSchappo.Reconciler.Tests.Sources;

/// <summary>The git program, with a record of every call and of what it found in its environment.</summary>
internal sealed class RecordedGit(TestFolder folder)
{
    /// <summary>It sits between us and git, and so finds what git would.</summary>
    public string Program { get; } = folder.Write(
        "git",
        $"""
        #!/bin/sh
        echo "$*" >> '{folder["calls"]}'
        env > '{folder["environment"]}'
        exec git "$@"
        """,
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    public int Count(string subcommand) =>
        File.Exists(folder["calls"])
            ? File.ReadLines(folder["calls"]).Count(l => $" {l} ".Contains($" {subcommand} ", StringComparison.Ordinal))
            : 0;

    public string Environment => File.ReadAllText(folder["environment"]);
}
