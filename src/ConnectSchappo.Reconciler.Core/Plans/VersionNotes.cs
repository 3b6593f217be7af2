using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>What a person should know of the version of Asterisk that runs.</summary>
internal static class VersionNotes
{
    /// <summary>
    /// That another version runs than the one by which the desired state was checked; null where it is that one, or none is known.
    /// </summary>
    public static Message? Other(BoxView box) =>
        box.Seen.Version is not { } version || box.Desired.Catalogue.SeriesNumber is not { } used ? null
        : box.Desired.Asterisk is { } said && said != used
            ? $"the desired state says that the box runs Asterisk {said}, and Asterisk {version} runs: "
                + $"write `asterisk: {used}` for box {box.Desired.Name}"
        : version.Series != used
            ? (Message)$"Asterisk {version} runs, whose options are not known: it is compared with the options of Asterisk {used}"
        : null;

    /// <summary>Known troubles of the version that concern the box.</summary>
    public static IEnumerable<Message> Troubles(BoxView box) => box.Seen.Version is not { } version ? []
        : VersionTrouble.All
            .Where(t => t.IsTold && t.IsIn(version) && (!t.IsOfSoftphones || box.Desired.Pjsip.Any(o => o.IsSoftphone)))
            .Select(t => t.Advisory is { } advisory
                ? $"Asterisk {version}: {t.What} ({advisory}) Upgrade Asterisk, unless its packager has mended this version"
                : (Message)$"Asterisk {version}: {t.What}");
}
