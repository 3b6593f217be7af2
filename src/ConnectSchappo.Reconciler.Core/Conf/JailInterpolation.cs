using System.Text;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>
/// Puts values in for <c>%(name)s</c> as BasicInterpolation of Python's configparser does, with fail2ban's own additions:
/// <c>%(section/name)s</c>, <c>%(default/name)s</c>, <c>%(known/name)s</c> (the value before the last file that gave one) and
/// <c>%(__name__)s</c>. What is known only from a filter's file is not known here.
/// </summary>
internal sealed class JailInterpolation(JailTree tree, string jail, string version)
{
    private const int DeepestLevel = 10;

    private readonly Dictionary<string, string> mapped = new(StringComparer.Ordinal)
    {
        ["__name__"] = jail,
    };

    public List<JailOption> Used { get; } = [];

    public Message? Error { get; private set; }

    /// <summary>The value, or null and <see cref="Error"/>.</summary>
    public string? Expand(JailOption option)
    {
        var result = new StringBuilder();
        Append(result, option.Value, 1);
        return Error is null ? result.ToString() : null;
    }

    private void Append(StringBuilder result, string text, int depth)
    {
        if (depth > DeepestLevel)
        {
            Error = $"%(name)s in values of values, more than ten deep";
        }

        Map(text);
        for (var at = 0; at < text.Length && Error is null;)
        {
            var percent = text.IndexOf('%', at);
            if (percent < 0)
            {
                result.Append(text, at, text.Length - at);
                return;
            }

            result.Append(text, at, percent - at);
            var next = percent + 1 < text.Length ? text[percent + 1] : '\0';
            var close = next == '(' ? text.IndexOf(")s", percent, StringComparison.Ordinal) : -1;
            if (next == '%')
            {
                result.Append('%');
                at = percent + 2;
            }
            else if (close > percent + 2 && text.IndexOf(')', percent) == close)
            {
                Put(result, text[(percent + 2)..close].ToLowerInvariant(), depth);
                at = close + 2;
            }
            else
            {
                Error = $"a percent sign that is neither %% nor %(name)s";
            }
        }
    }

    private void Put(StringBuilder result, string name, int depth)
    {
        if (Value(name) is not { } value)
        {
            Error = $"%({name})s is not defined";
        }
        else if (value.Contains('%', StringComparison.Ordinal))
        {
            Append(result, value, depth + 1);
        }
        else
        {
            result.Append(value);
        }
    }

    private string? Value(string name)
    {
        if (mapped.TryGetValue(name, out var value))
        {
            return value;
        }

        if ((tree.Raw(jail, name) ?? tree.Raw(JailTree.Default, name)) is { } option)
        {
            Used.Add(option);
            return option.Value;
        }

        return name == "fail2ban_version" ? version : null;
    }

    /// <summary>Looks up the names with a slash; as in fail2ban they are compared with case here, and without it when put in.</summary>
    private void Map(string text)
    {
        for (var at = text.IndexOf("%(", StringComparison.Ordinal); at >= 0; at = text.IndexOf("%(", at + 2, StringComparison.Ordinal))
        {
            var end = text.IndexOf(')', at);
            var slash = end < 0 ? -1 : text.IndexOf('/', at, end - at);
            if (slash < 0 || mapped.ContainsKey(text[(at + 2)..end]))
            {
                continue;
            }

            var (section, name) = (text[(at + 2)..slash], text[(slash + 1)..end]);
            var option = section.ToLowerInvariant() switch
            {
                "default" => tree.Raw(JailTree.Default, name),
                "known" => tree.Known(jail, name) ?? tree.Raw(JailTree.Default, name),
                _ when tree.Jails.Contains(section) => tree.Raw(section, name) ?? tree.Raw(JailTree.Default, name),
                _ => null,
            };
            if (option is not null)
            {
                Used.Add(option);
                mapped[text[(at + 2)..end]] = option.Value;
            }
        }
    }
}
