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
            var value = option.Value is DesiredValue.SecretReference secret ? secrets[secret.Name].Reveal() : option.Value.ToString()!;
            lines.Append(option.Name).Append('=').Append(Escape(value)).Append('\n');
        }

        return lines;
    }

    /// <summary>What others say, and a file of ours must repeat since it is read before theirs.</summary>
    public static string Carried(EquatableArray<ConfEntry> entries) => entries.IsEmpty ? ""
        : "; Said elsewhere, and repeated here: of several [general] Asterisk reads the first alone.\n"
            + string.Concat(entries.Select(e => $"{e.Key}={Escape(e.Value)}\n"));

    /// <summary>
    /// A value as it stands in a file: an unescaped semicolon begins a comment. Source: Asterisk main/config.c, process_text_line.
    /// </summary>
    public static string Escape(string value) => value.Replace(";", "\\;", StringComparison.Ordinal);

    private static bool HasShared(ConfigFile configFile, ConfTree tree) => !configFile.ComesFirst
        && tree.Sections.Any(
            s => !s.IsTemplate && s.Place.Path != configFile.Own
                && s.Name.Equals(configFile.SharedSection, StringComparison.OrdinalIgnoreCase));
}
