using System.Text.RegularExpressions;

namespace ConnectSchappo.Reconciler.Schemas;

/// <summary>A tree of Asterisk's sources, as much of it as says what options there are.</summary>
internal sealed partial class AsteriskSource
{
    private readonly string root;
    private readonly Dictionary<string, string> macros = new(StringComparer.Ordinal);

    public AsteriskSource(string root)
    {
        this.root = root;
        Modules =
        [
            .. Files("res")
                .Where(f => Path.GetFileName(f).StartsWith("res_pjsip", StringComparison.Ordinal)
                    || f.Contains("/res_pjsip/", StringComparison.Ordinal))
                .Select(File.ReadAllText),
        ];
        foreach (var text in Modules.Concat(Files("include").Select(File.ReadAllText)))
        {
            foreach (Match define in Define().Matches(text))
            {
                macros.TryAdd(define.Groups["name"].Value, define.Groups["value"].Value.Trim('"'));
            }
        }
    }

    /// <summary>The sources of PJSIP's modules.</summary>
    public IReadOnlyList<string> Modules { get; }

    public bool Has(string path) => File.Exists(Path.Combine(root, path));

    public string Read(string path) => File.ReadAllText(Path.Combine(root, path));

    /// <summary>A C expression for a default or a bound as the text it stands for; null where it is none.</summary>
    public string? Value(string expression)
    {
        var text = expression.Trim();
        if (text.StartsWith("__stringify(", StringComparison.Ordinal))
        {
            text = text["__stringify(".Length..^1];
        }

        // DEFAULT_X ? "yes" : "no", where X is 0 or 1.
        if (text.IndexOf('?', StringComparison.Ordinal) is var question and > 0)
        {
            var words = text[(question + 1)..].Split(':');
            return Value(text[..question]) is { } flag ? Value(words[flag == "0" ? 1 : 0]) : null;
        }

        return text switch
        {
            ['"', .., '"'] => text[1..^1],
            "NULL" or "INT_MAX" or "UINT_MAX" => null,
            _ when long.TryParse(text, out _) => text,
            _ => macros.GetValueOrDefault(text),
        };
    }

    private IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(root, folder), "*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".c", StringComparison.Ordinal) || f.EndsWith(".h", StringComparison.Ordinal)
                || f.EndsWith(".xml", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    [GeneratedRegex("""^#define\s+(?<name>\w+)\s+(?<value>"[^"]*"|-?\d+)\s*$""",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Define();
}
