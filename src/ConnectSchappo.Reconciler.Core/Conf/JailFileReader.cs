using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>Reads a file's text as RawConfigParser._read of Python's configparser does.</summary>
internal sealed class JailFileReader(string path)
{
    private readonly HashSet<string> seenSections = new(StringComparer.Ordinal);
    private readonly HashSet<(string Section, string Option)> seenOptions = [];
    private readonly List<string> valueLines = [];
    private string? section;
    private (string Name, ConfPlace Place)? option;
    private int indent;

    public List<string> Sections { get; } = [];

    public List<JailOption> Options { get; } = [];

    public List<ConfProblem> Problems { get; } = [];

    private bool IsOver => Problems.Exists(p => p.Code != JailProblemCode.NoOption);

    public void Read(string text)
    {
        var number = 0;
        foreach (var line in PythonText.Lines(text))
        {
            number++;
            ReadLine(line, number);
            if (IsOver)
            {
                break;
            }
        }

        FinishOption();
    }

    private void ReadLine(string line, int number)
    {
        var comment = CommentStart(line);
        var value = PythonText.Strip(comment < 0 ? line : line.AsSpan(0, comment));
        if (value.IsEmpty)
        {
            if (comment < 0 && option is not null)
            {
                valueLines.Add("");
            }

            return;
        }

        var column = 0;
        while (PythonText.IsSpace(line[column]))
        {
            column++;
        }

        if (option is not null && column > indent)
        {
            valueLines.Add(value.ToString());
            return;
        }

        indent = column;
        var place = new ConfPlace(path, number, column + 1);
        if (value[0] == '[' && value.IndexOf(']') is var close and > 1)
        {
            FinishOption();
            Begin(value[1..close].ToString(), place);
        }
        else if (section is null)
        {
            Tell(JailProblemCode.NoSection, place, $"a line before any section");
        }
        else
        {
            FinishOption();
            ReadOption(section, value, place);
        }
    }

    private void Begin(string name, ConfPlace place)
    {
        section = name;
        if (name == JailTree.Default)
        {
            return;
        }

        if (!seenSections.Add(name))
        {
            Tell(JailProblemCode.RepeatedSection, place, $"[{name}] is defined twice in this file");
            return;
        }

        Sections.Add(name);
    }

    private void ReadOption(string inSection, ReadOnlySpan<char> text, ConfPlace place)
    {
        var delimiter = text.IndexOfAny('=', ':');
        var name = delimiter < 0 ? "" : PythonText.TrimEnd(text[..delimiter]).ToString().ToLowerInvariant();
        if (name.Length == 0)
        {
            Tell(JailProblemCode.NoOption, place, $"neither a header nor an option with its value");
            return;
        }

        if (!seenOptions.Add((inSection, name)))
        {
            Tell(JailProblemCode.RepeatedOption, place, $"{name} is set twice in [{inSection}] of this file");
            return;
        }

        option = (name, place);
        valueLines.Add(PythonText.Strip(text[(delimiter + 1)..]).ToString());
    }

    private void FinishOption()
    {
        if (option is { } done && section is not null)
        {
            Options.Add(new JailOption(section, done.Name, PythonText.TrimEnd(string.Join('\n', valueLines)).ToString(), done.Place));
        }

        option = null;
        valueLines.Clear();
    }

    private void Tell(string code, ConfPlace place, Message message) =>
        Problems.Add(new ConfProblem(code, ConfSeverity.Fatal, place, message,
            $"fail2ban rejects its whole configuration: a reload keeps the old one, and it cannot start"));

    /// <summary>Where a comment begins: <c>#</c> or <c>;</c> first in the line, or <c>;</c> behind a blank.</summary>
    private static int CommentStart(string line)
    {
        var stripped = PythonText.Strip(line);
        if (stripped.StartsWith('#') || stripped.StartsWith(';'))
        {
            return 0;
        }

        for (var at = line.IndexOf(';', StringComparison.Ordinal); at >= 0; at = line.IndexOf(';', at + 1))
        {
            if (at == 0 || PythonText.IsSpace(line[at - 1]))
            {
                return at;
            }
        }

        return -1;
    }
}
