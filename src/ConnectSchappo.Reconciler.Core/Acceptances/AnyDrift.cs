using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Acceptances;

/// <summary>What is the same for the drifts of all subjects; each subject answers for the rest.</summary>
internal static class AnyDrift
{
    public static Acceptance Accept(BoxView view, Drift drift) => drift.Kind switch
    {
        DriftKind.Ban or DriftKind.Certificate or DriftKind.Service => Acceptance.NoMatter(drift),
        DriftKind.Ownership => Acceptance.Refused(
            $"the desired state knows no file of ours, only what is in it. Name what differs in it, as `reconciler plan` prints it; "
            + $"where it prints nothing else, `reconciler apply` writes the file anew"),
        _ when drift.Resource is ConfigFileId or ServiceId => Acceptance.NoMatter(drift),
        _ => drift.Subject.Accept(view, drift),
    };
}
