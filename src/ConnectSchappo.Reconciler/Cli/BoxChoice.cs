namespace ConnectSchappo.Reconciler.Cli;

/// <summary>The boxes of a desired state that a command is about.</summary>
/// <param name="Names">Their names; none for all.</param>
/// <param name="Describe">How one of them was named, for whoever named one that is not there.</param>
internal sealed record BoxChoice(IReadOnlyList<string> Names, Func<string, string> Describe)
{
    /// <summary>Those of <c>--limit</c>, with commas between; all of them where it is not given.</summary>
    public static BoxChoice Limited(string? limit) => new(
        [.. (limit ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
        name => $"--limit names the box {name}");

    /// <summary>The one that is named.</summary>
    public static BoxChoice Named(string box) => new([box], name => $"there is no box {name}");
}
