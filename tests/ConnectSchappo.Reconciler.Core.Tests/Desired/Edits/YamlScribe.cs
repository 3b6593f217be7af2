using System.Globalization;
using System.Text;

namespace ConnectSchappo.Reconciler.Core.Tests.Desired.Edits;

/// <summary>Writes a random map as YAML in odd hands: blocks, braces, quotes, comments, blank lines, either line end.</summary>
internal sealed class YamlScribe(Random random)
{
    private static readonly string[] Words =
        ["yes", "250", "a b", "ulaw,alaw", "\"N\" <250>", "it's", "", "x: y", "0.0.0.0:80", "é😀", "a #b"];
    private readonly StringBuilder text = new();
    private readonly string lineEnd = random.Next(3) == 0 ? "\r\n" : "\n";
    private int comments;

    /// <summary>The places of single values and of lists, by their keys.</summary>
    public List<(string[] Path, bool IsList)> Leaves { get; } = [];

    public List<string[]> Maps { get; } = [];

    public string Write()
    {
        Comments("");
        Block([], "", 0);
        return random.Next(4) == 0 ? text.ToString().TrimEnd('\r', '\n') : text.ToString();
    }

    public string Word() => Words[random.Next(Words.Length)];

    private void Block(string[] path, string indentation, int depth)
    {
        Maps.Add(path);
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            Comments(indentation);
            var key = $"k{i}";
            var name = random.Next(4) == 0 ? $"\"{key}\"" : key;
            text.Append(indentation).Append(name).Append(':');
            var inner = indentation + new string(' ', random.Next(1, 5));
            switch (random.Next(depth < 3 ? 6 : 3))
            {
                case 0 or 1:
                    text.Append(' ', random.Next(1, 3)).Append(Scalar(isFlow: false));
                    Leaves.Add(([.. path, key], false));
                    End();
                    break;
                case 2:
                    text.Append(" [").AppendJoin(random.Next(2) == 0 ? ", " : ",  ", Items(random.Next(0, 4))).Append(']');
                    Leaves.Add(([.. path, key], true));
                    End();
                    break;
                case 3:
                    text.Append(" {").Append(Flow([.. path, key], 0)).Append('}');
                    End();
                    break;
                case 4:
                    End();
                    Leaves.Add(([.. path, key], true));
                    foreach (var item in Items(random.Next(1, 4)))
                    {
                        Comments(inner);
                        text.Append(inner).Append("- ").Append(item);
                        End();
                    }

                    break;
                default:
                    End();
                    Block([.. path, key], inner, depth + 1);
                    break;
            }
        }
    }

    private string Flow(string[] path, int depth)
    {
        Maps.Add(path);
        var entries = new List<string>();
        for (var i = random.Next(0, 4); i > 0; i--)
        {
            string[] leaf = [.. path, $"f{i}"];
            if (depth < 2 && random.Next(3) == 0)
            {
                entries.Add($"f{i}: {{{Flow(leaf, depth + 1)}}}");
            }
            else
            {
                Leaves.Add((leaf, false));
                entries.Add($"f{i}: {Scalar(isFlow: true)}");
            }
        }

        return string.Join(", ", entries);
    }

    private List<string> Items(int count) =>
        [.. Enumerable.Range(0, count).Select(i => random.Next(3) == 0 ? $"'i{i}'" : $"i{i}")];

    private string Scalar(bool isFlow)
    {
        var word = Word();
        var isBare = word.Length > 0 && char.IsAsciiLetterOrDigit(word[0]) && !word.Contains(": ", StringComparison.Ordinal)
            && !word.Contains(" #", StringComparison.Ordinal) && !(isFlow && word.Contains(',', StringComparison.Ordinal));
        return (isBare ? random.Next(3) : random.Next(2)) switch
        {
            0 => $"'{word.Replace("'", "''", StringComparison.Ordinal)}'",
            1 => $"\"{word.Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
            _ => word,
        };
    }

    private void End()
    {
        if (random.Next(3) == 0)
        {
            text.Append(' ', random.Next(1, 4)).Append(CultureInfo.InvariantCulture, $"# c{comments++}: [, {{");
        }

        text.Append(lineEnd);
    }

    private void Comments(string indentation)
    {
        while (random.Next(4) == 0)
        {
            text.Append(random.Next(2) == 0 ? "" : indentation).Append(CultureInfo.InvariantCulture, $"# c{comments++}: x").Append(lineEnd);
        }

        if (random.Next(6) == 0)
        {
            text.Append(lineEnd);
        }
    }
}
