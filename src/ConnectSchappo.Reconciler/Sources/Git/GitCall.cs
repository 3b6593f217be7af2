namespace ConnectSchappo.Reconciler.Sources.Git;

/// <summary>One call of git, or of what git verifies with.</summary>
internal sealed record GitCall(TimeSpan Allowed, params string[] Arguments)
{
    /// <summary>The protocol that git may speak; none for what must not need the network.</summary>
    public string Protocol { get; init; } = "none";

    /// <summary>The repository; null for a call that needs none.</summary>
    public string? Repository { get; init; }

    /// <summary>Another program than git.</summary>
    public string? Program { get; init; }

    /// <summary>The most bytes of output; the program is ended at the next one.</summary>
    public int MostOutput { get; init; } = 64 * 1024;

    /// <summary>What a person would call it.</summary>
    public string What => $"{Program ?? "git"} {Array.Find(Arguments, IsSubcommand)}".TrimEnd();

    private static bool IsSubcommand(string argument) => argument[0] != '-' && argument.All(c => char.IsAsciiLetterLower(c) || c == '-');
}
