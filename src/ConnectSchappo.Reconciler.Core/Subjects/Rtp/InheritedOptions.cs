using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Rtp;

/// <summary>
/// What the files of others say in a section that ours, read first, makes Asterisk pass over. Seen on 16.28: with
/// <c>[general]</c> of ours before the one of rtp_additional.conf, its icesupport and rtpend counted for nothing, and the
/// defaults were back; <c>[general](+)</c> of ours behind it is read, and its values come too late. So our file repeats them.
/// </summary>
internal static class InheritedOptions
{
    /// <summary>The lines that would be lost, in order, but for the options that the desired state states itself.</summary>
    /// <param name="files">The files as they are.</param>
    /// <param name="configFile">One whose file of ours comes first; of the others nothing is lost.</param>
    /// <param name="stated">What the desired state says; where it says nothing our file is not there.</param>
    public static EquatableArray<ConfEntry> Of(ConfFileSet files, ConfigFile configFile, EquatableArray<DesiredOption> stated)
    {
        if (!configFile.ComesFirst || stated.IsEmpty)
        {
            return [];
        }

        // With an empty section of ours in the first place, what is lost is the next one: a [general](+) further down adds to ours.
        var empty = ConfDocument.Parse(configFile.Own, ConfText.ToBytes($"[{configFile.SharedSection}]\n"));
        var top = files.Find(configFile.Top) ?? ConfDocument.Parse(configFile.Top, default);
        var first = top.RemoveInclude(Path.GetFileName(configFile.Own)).Then(d => d.InsertFirstLine(configFile.IncludeLine)).Document;
        var lost = ConfTree.Load(files.With(empty).With(first), configFile.Top).All(configFile.SharedSection!).ElementAtOrDefault(1);
        return lost is null
            ? []
            : lost.Entries.Where(e => !stated.Any(o => o.Name.Equals(e.Key, StringComparison.OrdinalIgnoreCase))).ToEquatableArray();
    }
}
