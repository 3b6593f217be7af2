using System.CommandLine;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>The boxes that a command is about: an argument in all of them.</summary>
internal static class BoxArgument
{
    private const string Name = "BOX";

    private const string Takes = "a box's name";

    /// <summary>The one that it needs.</summary>
    public static Argument<string> One() => Checked(new Argument<string>(Name) { Description = "The box's name in the desired state." });

    /// <summary>One, or none.</summary>
    public static Argument<string?> OneOrNone(string description) =>
        Checked(new Argument<string?>(Name) { Description = description, Arity = ArgumentArity.ZeroOrOne });

    /// <summary>As many as are typed; all of the desired state where none is.</summary>
    public static Argument<string[]> Several() =>
        Checked(new Argument<string[]>(Name) { Description = "The boxes' names. Default: all boxes.", Arity = ArgumentArity.ZeroOrMore });

    private static Argument<T> Checked<T>(Argument<T> box)
    {
        box.Validators.Add(TypedOption.IsText(Name, Takes));
        box.CompletionSources.Add(_ => BoxNames.Known());
        return box;
    }
}
