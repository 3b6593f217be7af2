using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Acceptances;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Shell;
using DiffPlex.Renderer;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>What <c>reconciler accept</c> prints.</summary>
internal static class AcceptText
{
    private const int Context = 3;

    /// <summary>The change of the file as patch(1) takes it.</summary>
    public static string Diff(string path, string before, string after) =>
        PlainText.Lines(UnidiffRenderer.GenerateUnidiff(
            before.ReplaceLineEndings("\n"), after.ReplaceLineEndings("\n"), path, path, ignoreWhitespace: false, ignoreCase: false,
            contextLines: Context).TrimEnd()) + "\n";

    /// <summary>The places among which a person chooses.</summary>
    public static string Of(AcceptanceResult.Choice choice)
    {
        var lines = choice.Places.Select(p => (
            Option: $"--in {PlainText.Line(p.Name)}", Place: PlainText.Line($"{p.Place}"),
            Changes: Listing.Of(p.Changes).In(Language.English))).ToList();
        var (name, place) = (lines.Max(l => l.Option.Length), lines.Max(l => l.Place.Length));
        return $"{choice.Why.In(Language.English)}. Say with --in which place is to change:\n" + string.Concat(lines.Select(l =>
            $"  {l.Option.PadRight(name)}  {l.Place.PadRight(place)}  changes {l.Changes}\n"));
    }

    /// <summary>What to do once the file is written: a line, and where that helps a command of Git's.</summary>
    public static string Next(StateFile file, string name, string box)
    {
        var done = PlainText.Line($"{file.Path} says now what {box} has.");
        if (file.Repository is not { } folder)
        {
            return $"{done} A daemon that reads this file takes it by itself.\n";
        }

        var (words, path) = (Word($"{box}: accept {name}"), Word(Path.GetRelativePath(folder, Path.GetFullPath(file.Path))));
        return $"{done} Commit it:\n{PlainText.Line($"  git -C {Word(folder)} commit -m {words} {path}")}\n";
    }

    private static string Word(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_') ? text : ShellWord.Quote(text);
}
