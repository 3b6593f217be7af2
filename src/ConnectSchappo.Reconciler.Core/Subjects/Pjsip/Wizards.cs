using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>
/// What pjsip_wizard.conf makes: of each section of type wizard an endpoint and an AOR of its name, and where it asks for them an auth, an
/// identify and registrations of longer names. Source: Asterisk 16.28, res_pjsip_config_wizard.c, tried.
/// </summary>
internal static class Wizards
{
    public static string Path { get; } = $"{ConfigFile.Directory}/pjsip_wizard.conf";

    /// <summary>The wizards of a box, in the order of reading.</summary>
    public static IReadOnlyList<ConfSection> Of(ConfFileSet files) =>
        [.. ConfTree.Load(files, Path).Sections.Where(s => !s.IsTemplate && s.Last("type")?.Value.Trim() == "wizard")];

    /// <summary>What a wizard of that name may make, as far as memory tells it by name.</summary>
    public static IEnumerable<(PjsipType Type, string Name)> Made(string wizard) =>
        [(PjsipType.Endpoint, wizard), (PjsipType.Aor, wizard), (PjsipType.Auth, $"{wizard}-iauth"), (PjsipType.Auth, $"{wizard}-oauth")];

    /// <summary>Whether a wizard makes an object of this type under its own name.</summary>
    public static bool Makes(PjsipType type) => type is PjsipType.Endpoint or PjsipType.Aor;
}
