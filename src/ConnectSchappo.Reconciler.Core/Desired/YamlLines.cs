using System.Text;

namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>Lines of YAML, each with a remark at its end where there is one to make.</summary>
internal sealed class YamlLines
{
    private const int RemarkColumn = 60;

    private readonly StringBuilder text = new();

    public YamlLines Line(string line, string? remark = null)
    {
        text.Append(remark is null ? line : $"{line.PadRight(RemarkColumn)}  # {remark}").Append('\n');
        return this;
    }

    public YamlLines Entry(int depth, string key, string value, string? remark = null) =>
        Line($"{new string(' ', depth * 2)}{key}: {Scalar(value)}", remark);

    public YamlLines Option(int depth, DesiredOption option)
    {
        var profile = option.Profile is null ? null : $"profile {Shown.Text(option.Profile)}";
        var remark = string.Join(", ", new[] { $"line {option.Place.Line}", option.Level, profile }.OfType<string>());
        return option.Value is DesiredValue.SecretReference secret
            ? Line($"{new string(' ', depth * 2)}{option.Name}: {{secret: {secret.Name}}}", remark)
            : option.Value is DesiredValue.Text { Lines: { IsEmpty: false } items }
            ? Line($"{new string(' ', depth * 2)}{option.Name}: {Flow(items)}", remark)
            : Entry(depth, option.Name, option.Value.ToString()!, remark);
    }

    /// <summary>Options under their key; nothing where there are none.</summary>
    public YamlLines Options(int depth, string key, EquatableArray<DesiredOption> options)
    {
        if (options.IsEmpty)
        {
            return this;
        }

        Line($"{new string(' ', depth * 2)}{key}:");
        foreach (var option in options)
        {
            Option(depth + 1, option);
        }

        return this;
    }

    public YamlLines List(int depth, string key, EquatableArray<string> items, Places places)
    {
        var indentation = new string(' ', depth * 2);
        Line($"{indentation}{key}:{(items.IsEmpty ? " []" : "")}");
        for (var i = 0; i < items.Count; i++)
        {
            Line($"{indentation}  - {Scalar(items[i])}", i < places.All.Count ? $"line {places.All[i].Line}" : null);
        }

        return this;
    }

    public override string ToString() => text.ToString();

    /// <summary>A list on one line.</summary>
    public static string Flow(IEnumerable<string> items) => $"[{string.Join(", ", items.Select(Scalar))}]";

    /// <summary>A text as a YAML scalar: plain where that cannot be mistaken, else in double quotes.</summary>
    public static string Scalar(string value)
    {
        if (value.Length > 0 && (char.IsAsciiLetterOrDigit(value[0]) || value[0] is '/')
            && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or '+')
            && !value.Equals("null", StringComparison.OrdinalIgnoreCase))
        {
            return value;
        }

        var quoted = new StringBuilder("\"");
        foreach (var c in value)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                _ when char.IsControl(c) || c is '\u2028' or '\u2029' or '\ufeff' => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
