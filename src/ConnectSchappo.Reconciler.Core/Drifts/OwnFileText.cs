using System.Text;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>What files of ours are made of.</summary>
internal static class OwnFileText
{
    /// <summary>
    /// The header of the section that our options are added to: a second plain one is ignored where there is one already.
    /// </summary>
    public static string Header(ConfigFile configFile, ConfTree now) =>
        $"[{configFile.SharedSection}]{(HasShared(configFile, now) ? "(+)" : "")}\n";

    /// <summary>Adds options to a text, as lines of a file of Asterisk's.</summary>
    /// <param name="lines">The text.</param>
    /// <param name="options">The options.</param>
    /// <param name="secrets">Every secret that they name.</param>
    public static StringBuilder AppendOptions(
        this StringBuilder lines, EquatableArray<DesiredOption> options, IReadOnlyDictionary<string, Secret> secrets)
    {
        foreach (var option in options)
        {
            IReadOnlyCollection<string> values = option.Value switch
            {
                DesiredValue.SecretReference secret => [secrets[secret.Name].Reveal()],
                DesiredValue.Text { Lines: { IsEmpty: false } items } => items,
                var text => [text.ToString()!],
            };
            foreach (var value in values)
            {
                lines.Append(option.Name).Append('=').Append(Escape(value)).Append('\n');
            }
        }

        return lines;
    }

    private const string CarriedMark = "; Said elsewhere, and repeated here: of several [general] Asterisk reads the first alone.\n";

    /// <summary>What others say, and a file of ours must repeat since it is read before theirs.</summary>
    public static string Carried(EquatableArray<ConfEntry> entries) => entries.IsEmpty ? ""
        : CarriedMark
            + string.Concat(entries.Select(e => $"{e.Key}={Escape(e.Value)}\n"));

    /// <summary>A file of ours without what it repeats of others.</summary>
    public static ReadOnlyMemory<byte> WithoutCarried(ReadOnlyMemory<byte> file)
    {
        var mark = file.Span.IndexOf(Encoding.UTF8.GetBytes(CarriedMark));
        if (mark < 0)
        {
            return file;
        }

        var next = file.Span[mark..].IndexOf("\n["u8); // the section behind it
        return next < 0 ? file[..mark] : (byte[])[.. file.Span[..mark], .. file.Span[(mark + next + 1)..]];
    }

    /// <summary>
    /// A value as it stands in a file: an unescaped semicolon begins a comment. Source: Asterisk main/config.c, process_text_line.
    /// </summary>
    public static string Escape(string value) => value.Replace(";", "\\;", StringComparison.Ordinal);

    private static bool HasShared(ConfigFile configFile, ConfTree tree) => !configFile.ComesFirst
        && tree.Sections.Any(
            s => !s.IsTemplate && s.Place.Path != configFile.Own
                && s.Name.Equals(configFile.SharedSection, StringComparison.OrdinalIgnoreCase));
}
