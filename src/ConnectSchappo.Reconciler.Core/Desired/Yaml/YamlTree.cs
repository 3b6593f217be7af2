using YamlDotNet.Core;

namespace ConnectSchappo.Reconciler.Core.Desired.Yaml;

/// <summary>Reads a text as one YAML document; whatever is wrong with it is told as a problem.</summary>
internal static class YamlTree
{
    /// <summary>The document, or null (with a problem told) where there is none that could be read to its end.</summary>
    public static Node? Read(string file, string yaml, ProblemList problems)
    {
        var start = new SourceLocation(file, 1, 1);
        if (yaml.Length > YamlBounds.Characters)
        {
            problems.Add(ProblemKinds.TooMuch, start, $"The text has {yaml.Length} characters; at most {YamlBounds.Characters} are read.");
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
            if (builder.IsTooMuch || TabIndentation.Find(file, yaml) is not { } tab)
            {
                problems.Add(builder.IsTooMuch ? ProblemKinds.TooMuch : ProblemKinds.Syntax, builder.PlaceOf(e.Start), YamlSentence.Of(e));
            }
            else
            {
                problems.Add(ProblemKinds.Syntax, tab, "A tab indents this line.", "YAML indents with blanks alone.");
            }
        }
#pragma warning disable CA1031 // The border of a library that reads hostile text: whatever it throws is "this is no YAML", never a crash.
        catch (Exception e) when (e is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            problems.Add(ProblemKinds.Syntax, builder.Reached, "This cannot be read as YAML.");
        }

        return null;
    }
}
