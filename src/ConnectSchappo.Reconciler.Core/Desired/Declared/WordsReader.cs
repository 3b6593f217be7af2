using System.Globalization;
using ConnectSchappo.Reconciler.Core.Desired.Values;
using ConnectSchappo.Reconciler.Core.Desired.Yaml;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Desired.Declared;

/// <summary>
/// Reads the values of our own keys: words, numbers, durations and windows. Each gives null where there is none, or none that is right.
/// </summary>
internal sealed class WordsReader(ProblemList problems)
{
    public T? Word<T>(Node? node, string key, (string Word, T Value)[] words)
        where T : struct
    {
        if (node is null || Shapes.Text(node, PartName.Key(key), problems) is not { } scalar)
        {
            return null;
        }

        foreach (var (word, value) in words)
        {
            if (word == scalar.Text)
            {
                return value;
            }
        }

        var names = words.Select(w => w.Word).ToList();
        problems.Add(
            ProblemKinds.NotOneOf, scalar.Place, $"`{key}` cannot be `{Shown.Text(scalar.Text)}`.",
            ((Message)$"Write {Shown.Choice(names)}.").After(Spelling.Hint(scalar.Text, names)));
        return null;
    }

    public int? Number(Located? text, string key, int least, int most)
    {
        if (text is not { } placed)
        {
            return null;
        }

        if (int.TryParse(placed.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        problems.Add(
            ProblemKinds.NotANumber, placed.Place, $"`{key}` cannot be `{Shown.Text(placed.Text)}`.",
            $"Write a whole number from {least} to {most}.");
        return null;
    }

    public bool? YesOrNo(Located? text, string key)
    {
        if (text is { } placed && YesNo.Read(placed.Text) is null)
        {
            problems.Add(ProblemKinds.NotOneOf, placed.Place, $"`{key}` cannot be `{Shown.Text(placed.Text)}`.", $"Write `yes` or `no`.");
        }

        return text is null ? null : YesNo.Read(text.Value.Text);
    }

    public TimeSpan? Duration(Located? text, string key)
    {
        if (text is { } placed && DurationText.Read(placed.Text) is null)
        {
            problems.Add(ProblemKinds.NotADuration, placed.Place, $"`{key}` cannot be `{Shown.Text(placed.Text)}`.");
        }

        return text is null ? null : DurationText.Read(text.Value.Text);
    }

    public RestartWindow? Window(Located? text)
    {
        if (text is not { } placed)
        {
            return null;
        }

        var window = WindowText.Read(placed.Text, out var refusal);
        if (window is null)
        {
            problems.Add(
                ProblemKinds.NotAWindow, placed.Place, ((Message)$"`window` cannot be `{Shown.Text(placed.Text)}`.").Then(refusal));
        }

        return window;
    }
}
