using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Imports;

/// <summary>The text of a desired state while it is written: lines, and which entry each of them belongs to.</summary>
internal sealed class ImportText
{
    private const int Widest = 140;
    private const int WidestComment = 110;

    private readonly List<(string Line, ImportedEntry? Entry)> lines = [];

    /// <summary>The entry that a line belongs to, counted from 1; null where it belongs to none.</summary>
    public ImportedEntry? EntryAt(int line) => line > 0 && line <= lines.Count ? lines[line - 1].Entry : null;

    public override string ToString() => string.Concat(lines.Select(l => l.Line + "\n"));

    public ImportText Blank()
    {
        lines.Add(("", null));
        return this;
    }

    public ImportText Add(YamlLines yaml)
    {
        lines.AddRange(Lines(yaml).Select(l => (l, (ImportedEntry?)null)));
        return this;
    }

    /// <summary>A comment, on as many lines as it needs.</summary>
    /// <param name="text">What it says.</param>
    /// <param name="indentation">How far in it stands, behind <c>#</c>.</param>
    public ImportText Comment(Message text, int indentation = 0)
    {
        var line = new List<string>();
        foreach (var word in text.In(Language.English).Split(' '))
        {
            if (line.Count > 0 && line.Sum(w => w.Length + 1) + word.Length > WidestComment)
            {
                Flush(line, indentation);
                indentation += line.Count > 0 && indentation > 0 ? 2 : 0;
                line.Clear();
            }

            line.Add(word);
        }

        Flush(line, indentation);
        return this;
    }

    /// <summary>A line of YAML as a comment, whatever its length.</summary>
    public ImportText Verbatim(string line)
    {
        lines.Add(($"#   {line}", null));
        return this;
    }

    /// <summary>Entries, those that are refused as comments with the reason.</summary>
    public ImportText Add(IReadOnlyList<ImportedEntry> entries, IReadOnlyDictionary<ImportedEntry, Message> refused)
    {
        foreach (var top in entries.GroupBy(e => e.Keys[0], StringComparer.Ordinal))
        {
            Blank();
            Write([.. top], 0, refused);
        }

        return this;
    }

    private void Flush(IEnumerable<string> words, int indentation) =>
        lines.Add(($"# {new string(' ', indentation)}{string.Join(' ', words)}".TrimEnd(), null));

    private void Write(IReadOnlyList<ImportedEntry> entries, int depth, IReadOnlyDictionary<ImportedEntry, Message> refused)
    {
        foreach (var group in entries.GroupBy(e => e.Keys[depth], StringComparer.Ordinal).Select(g => g.ToList()))
        {
            var key = YamlLines.Scalar(group[0].Keys[depth]);
            var isLive = group.Exists(e => !refused.ContainsKey(e));
            if (group[0].Keys.Count > depth + 1)
            {
                Put($"{Indentation(depth)}{key}:", isLive, null);
                Write(group, depth + 1, refused);
                continue;
            }

            if (group[0].Value is ImportedValue.Item)
            {
                Put($"{Indentation(depth)}{key}:", isLive, null);
            }

            foreach (var entry in group)
            {
                var why = refused.GetValueOrDefault(entry);
                if (why is not null)
                {
                    Comment(why, depth * 2);
                }

                foreach (var line in Lines(entry, key, depth))
                {
                    Put(line, why is null, entry);
                }
            }
        }
    }

    private void Put(string line, bool isLive, ImportedEntry? entry) => lines.Add((isLive ? line : $"# {line}", isLive ? entry : null));

    private static string[] Lines(ImportedEntry entry, string key, int depth)
    {
        var yaml = new YamlLines();
        var remark = entry.From is { } place ? Place(place) : null;
        if (entry.Value is ImportedValue.Item)
        {
            yaml.Line($"{Indentation(depth + 1)}- {entry.Value.OnOneLine()}", remark);
        }
        else
        {
            Write(yaml, key, entry.Value, depth, remark);
        }

        return Lines(yaml);
    }

    private static void Write(YamlLines yaml, string key, ImportedValue value, int depth, string? remark)
    {
        var line = $"{Indentation(depth)}{key}: {value.OnOneLine()}";
        if (value is not ImportedValue.Map { Entries.IsEmpty: false } map || (map.IsFlow && line.Length <= Widest))
        {
            yaml.Line(line, remark);
            return;
        }

        yaml.Line($"{Indentation(depth)}{key}:", remark);
        foreach (var (name, inner) in map.Entries)
        {
            Write(yaml, YamlLines.Scalar(name), inner, depth + 1, null);
        }
    }

    private static string Place(ConfPlace place) => $"{PlainText.Line(Path.GetFileName(place.Path))}:{place.Line}";

    private static string Indentation(int depth) => new(' ', depth * 2);

    private static string[] Lines(YamlLines yaml) => yaml.ToString().TrimEnd('\n').Split('\n');
}
