using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>sorcery.conf, which says from where PJSIP's objects come: its files where it is silent, or a database.</summary>
internal static class SorceryFile
{
    public static string Path { get; } = $"{ConfigFile.Directory}/sorcery.conf";

    /// <summary>What it says of PJSIP itself; null where it is silent.</summary>
    public static ConfSection? Pjsip(ConfFileSet files) => ConfTree.Load(files, Path).Find("res_pjsip");

    /// <summary>
    /// The lines by which objects of these types come from elsewhere alone: where a type has a line, pjsip.conf is read for it only if a
    /// line says so. Source: Asterisk 16.28, sorcery.c, __ast_sorcery_apply_default; tried.
    /// </summary>
    public static IEnumerable<ConfEntry> WithoutFiles(ConfFileSet files, IEnumerable<PjsipType> types)
    {
        var section = Pjsip(files);
        foreach (var type in types)
        {
            var sources = section?.All(type.TypeName()).ToList() ?? [];
            if (sources is [var first, ..] && !sources.Exists(e => IsOfFiles(e.Value)))
            {
                yield return first;
            }
        }
    }

    /// <summary>The line that has Asterisk read objects of this type from files.</summary>
    public static string LineOfFiles(string type) => $"{type}=config,pjsip.conf,criteria=type={type}";

    private static bool IsOfFiles(string value) =>
        value.Split(',') is [var kind, var file, ..] && kind.Trim() == "config" && file.Trim() == "pjsip.conf";
}
