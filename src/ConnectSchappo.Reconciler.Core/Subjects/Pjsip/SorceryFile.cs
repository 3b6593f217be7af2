using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>sorcery.conf, which says from where PJSIP's objects come: its files where it is silent, or a database.</summary>
internal static class SorceryFile
{
    public static string Path { get; } = $"{ConfigFile.Directory}/sorcery.conf";

    /// <summary>What it says of PJSIP itself; null where it is silent.</summary>
    public static ConfSection? Pjsip(ConfFileSet files) => ConfTree.Load(files, Path).Find("res_pjsip");
}
