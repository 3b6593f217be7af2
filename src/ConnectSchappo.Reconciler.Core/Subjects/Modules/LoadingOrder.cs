using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

namespace ConnectSchappo.Reconciler.Core.Subjects.Modules;

/// <summary>
/// The modules that PJSIP needs to be there before it, on a box whose preloads bring it forward: without its wizards' module none of
/// them makes anything (asterisk/asterisk#816), and without the one that a line of sorcery.conf names PJSIP does not start at all.
/// Among preloads the order is no matter, since Asterisk sorts them by their priority. Source: Asterisk 16.28, each tried.
/// </summary>
internal static class LoadingOrder
{
    public const string WizardModule = "res_pjsip_config_wizard.so";

    // Where sorcery.conf may say that objects come from. What res_pjsip.so itself requires is not among them: config, memory, astdb.
    private static readonly (string Source, string Module)[] Sources =
        [("realtime", "res_sorcery_realtime.so"), ("memory_cache", "res_sorcery_memory_cache.so")];

    /// <summary>Those that are wanted, and before them what they need on this box, as far as its files tell.</summary>
    /// <param name="preloads">Those that are wanted.</param>
    /// <param name="files">The files of the box.</param>
    /// <param name="unseen">What of them was not read. It may hold wizards; and what our file preloads for the sake of it stays
    /// there.</param>
    /// <param name="hasChanSip">Whether there is a chan_sip: where it is gone, nothing of PJSIP has to be there before it.</param>
    public static EquatableArray<string> Of(
        EquatableArray<string> preloads, ConfFileSet files, ImmutableDictionary<string, UnseenReason> unseen, bool hasChanSip) =>
        !hasChanSip ? preloads.Where(p => !BringsPjsip(p)).ToEquatableArray()
        : preloads.Any(BringsPjsip) ? Needed(files, unseen).Except(preloads, StringComparer.Ordinal).Concat(preloads).ToEquatableArray()
        : preloads;

    /// <summary>What the next start is like without a preload.</summary>
    public static Message Consequence(string module) =>
        module == WizardModule
        ? $"the next start of Asterisk loads nothing of {Path.GetFileName(Wizards.Path)}: the trunks and phones of its wizards are lost"
        : Sources.Any(s => s.Module == module)
        ? $"the next start of Asterisk cannot start PJSIP: {Path.GetFileName(SorceryFile.Path)} needs this module"
        : BringsPjsip(module) ? (Message)$"at the next start chan_sip takes the WebSocket, and PJSIP's softphones cannot register"
        : $"the next start loads {module} later than the desired state says";

    // All of them depend on res_pjsip.so, which Asterisk then loads with them.
    private static bool BringsPjsip(string module) => module.StartsWith("res_pjsip", StringComparison.Ordinal) && module != WizardModule;

    private static IEnumerable<string> Needed(ConfFileSet files, ImmutableDictionary<string, UnseenReason> unseen)
    {
        var sources = ConfTree.Load(files, SorceryFile.Path).Sections.Where(
            s => s.Name.StartsWith("res_pjsip", StringComparison.OrdinalIgnoreCase))
            .SelectMany(s => s.Entries).Select(e => e.Value.Split(',')[0].Trim()).ToList();
        var kept = UnseenFiles.AnyOf(files, unseen, SorceryFile.Path)
            ? ConfTree.Load(files, ModulesSubject.Config.Top).Sections.SelectMany(s => s.All("preload"))
                .Where(e => e.Place.Path == ModulesSubject.Config.Own).Select(e => e.Value).ToList()
            : [];
        return Sources.Where(s => sources.Contains(s.Source, StringComparer.Ordinal) || kept.Contains(s.Module, StringComparer.Ordinal))
            .Select(s => s.Module)
            .Concat(Wizards.Of(files).Count > 0 || UnseenFiles.AnyOf(files, unseen, Wizards.Path) ? [WizardModule] : []);
    }
}
