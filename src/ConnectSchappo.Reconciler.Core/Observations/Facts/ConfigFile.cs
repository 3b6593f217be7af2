using System.Collections.Frozen;
using ConnectSchappo.Reconciler.Core.Catalogue;

namespace ConnectSchappo.Reconciler.Core.Observations.Facts;

/// <summary>
/// One of Asterisk's configuration files as Issabel lays it out: a top file, the site's own <c>*_custom.conf</c> that it
/// includes, and the file of ours that one line of that includes.
/// </summary>
/// <param name="Name">The word that people use for it, such as <c>http</c>.</param>
/// <param name="SharedSection">The section that our options are added to; null where our file has sections of its own.</param>
public sealed record ConfigFile(string Name, string? SharedSection)
{
    private static readonly FrozenSet<string> GeneratedNames = FrozenSet.Create(
        StringComparer.Ordinal,
        "sip_registrations.conf", "pjsip.aor.conf", "pjsip.auth.conf", "pjsip.endpoint.conf", "pjsip.identify.conf",
        "pjsip.registration.conf", "pjsip.transports.conf");

    public const string Directory = "/etc/asterisk";

    /// <summary>
    /// Whether our file has to be read before all others, and so is included by the first line of the top file: of several values
    /// the first counts, and of several sections of one name too. Seen on 16.28: rtp.conf.
    /// </summary>
    public bool ComesFirst { get; init; }

    /// <summary>Whether Asterisk does without it where it is not there. Seen on 16.28: rtp.conf.</summary>
    public bool MayBeMissing { get; init; }

    /// <summary>The file that Asterisk opens.</summary>
    public string Top { get; } = $"{Directory}/{Name}.conf";

    /// <summary>The name of <see cref="Custom"/>.</summary>
    public string CustomName { get; init; } = $"{Name}_custom.conf";

    /// <summary>The site's file, where the web interface's chain includes one.</summary>
    public string Custom => $"{Directory}/{CustomName}";

    /// <summary>The file that is wholly ours.</summary>
    public string Own { get; } = $"{Directory}/reconciler_{Name}.conf";

    /// <summary>The line that makes Asterisk read our file.</summary>
    public string IncludeLine => $"#include reconciler_{Name}.conf";

    /// <summary>The options of <see cref="SharedSection"/>; null where the catalogue has no such section.</summary>
    public OptionSection? OptionsIn(AsteriskCatalogue catalogue) => catalogue.Find($"{Name}.conf", SharedSection);

    /// <summary>
    /// Whether the web interface writes a file anew at each "apply", so that an edit of ours would be lost.
    /// Source: IssabelPBX core/functions.inc.php, get_filename and generate_*; FreePBX 17, core's PJSip driver, which has a file a type.
    /// </summary>
    public static bool IsGenerated(string path) =>
        path.EndsWith("_additional.conf", StringComparison.Ordinal) || GeneratedNames.Contains(Path.GetFileName(path));
}
