using YamlDotNet.Core;

namespace ConnectSchappo.Reconciler.Core.Desired.Yaml;

/// <summary>Reads a text as one YAML document; whatever is wrong with it is reported as a problem.</summary>
internal static class YamlTree
{
    /// <summary>The document, or null (with a problem reported) where there is none that could be read to its end.</summary>
    public static Node? Read(string file, string yaml, ProblemList problems)
    {
        var start = new SourceLocation(file, 1, 1);
        if (yaml.Length > YamlBounds.Characters)
        {
            problems.Add(ProblemKinds.TooMuch, start, $"The text has {yaml.Length} characters, and the limit is {YamlBounds.Characters}.");
            return null;
        }

        // The library takes a byte order mark that reached us as a character for the first letter of the first key.
        var builder = new TreeBuilder(file, yaml.StartsWith('\ufeff') ? yaml[1..] : yaml, problems);
        try
        {
            return builder.Document(start);
        }
        catch (YamlException e)
        {
            if (builder.TooMuch is { } bound)
            {
                problems.Add(ProblemKinds.TooMuch, builder.PlaceOf(e.Start), bound);
            }
            else if (TabIndentation.Find(file, yaml) is { } tab)
            {
                problems.Add(ProblemKinds.Syntax, tab, $"A tab indents this line.", $"Indent with spaces: YAML does not allow tabs.");
            }
            else
            {
                problems.Add(ProblemKinds.Syntax, builder.PlaceOf(e.Start), YamlSentence.Of(e));
            }
        }
#pragma warning disable CA1031 // The border of a library that reads hostile text: whatever it throws is "this is no YAML", never a crash.
        catch (Exception e) when (e is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            problems.Add(ProblemKinds.Syntax, builder.Reached, YamlSentence.Unreadable);
        }

        return null;
    }
}
