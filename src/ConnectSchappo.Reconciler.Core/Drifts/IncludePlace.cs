using System.Text;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// Where the one line stands that makes Asterisk read our file: the first of the site's custom file, because an error further
/// up would cut that file before it (an error in an included file ends that file, and only that); at the end of the top file
/// where the chain has no custom one. Where the first value counts it is the first of the top file.
/// </summary>
internal static class IncludePlace
{
    /// <summary>The file that should hold the line.</summary>
    public static string HostOf(ConfigFile configFile, ConfTree tree) =>
        !configFile.ComesFirst
            && (tree.Files.Contains(configFile.Custom)
                || tree.Includes.Any(i => i.Target.EndsWith(Path.GetFileName(configFile.Custom), StringComparison.Ordinal)))
            ? configFile.Custom
            : configFile.Top;

    /// <summary>The host with the line in its place, once, or without it.</summary>
    public static ConfEdit Put(ConfDocument host, ConfigFile configFile, ConfTree tree, bool present)
    {
        var target = Path.GetFileName(configFile.Own);
        var without = host.RemoveInclude(target);
        if (!present)
        {
            return without;
        }

        if (IsInPlace(host, configFile, tree))
        {
            return host.RemoveInclude("");
        }

        return without.Then(d => IsAtTheEnd(host, configFile)
            ? d.AppendLine(configFile.IncludeLine)
            : d.InsertFirstLine(configFile.IncludeLine));
    }

    private static bool IsInPlace(ConfDocument host, ConfigFile configFile, ConfTree tree)
    {
        var ours = tree.Includes.Where(i => i.Target == Path.GetFileName(configFile.Own)).ToList();
        return ours.Count == 1 && ours[0].Place.Path == host.Path
            && (IsAtTheEnd(host, configFile) || IsCommentary(host, ours[0].Place.Line - 1));
    }

    private static bool IsAtTheEnd(ConfDocument host, ConfigFile configFile) => host.Path == configFile.Top && !configFile.ComesFirst;

    // Blank lines and plain comments before ours can cut nothing; ";--" begins a block that may never end.
    private static bool IsCommentary(ConfDocument host, int lines) =>
        Encoding.Latin1.GetString(host.ToBytes().Span).Split('\n').Take(lines).Select(l => l.Trim())
            .All(l => l.Length == 0
                || (l.StartsWith(';')
                    && (!l.StartsWith(";--", StringComparison.Ordinal) || l.StartsWith(";---", StringComparison.Ordinal))));
}
