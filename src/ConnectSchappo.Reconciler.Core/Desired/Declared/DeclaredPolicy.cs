using ConnectSchappo.Reconciler.Core.Desired.Sections;
using ConnectSchappo.Reconciler.Core.Desired.Yaml;

namespace ConnectSchappo.Reconciler.Core.Desired.Declared;

/// <summary>What one level says of the policy; null where it is silent.</summary>
internal sealed record DeclaredPolicy
{
    public static DeclaredPolicy None { get; } = new();

    public PolicyMode? Mode { get; init; }

    public EquatableArray<KindMode> ModeByKind { get; init; }

    public RestartWhen? When { get; init; }

    public TimeSpan? MaxWait { get; init; }

    public RestartWindow? Window { get; init; }

    public int? RemovalsMax { get; init; }

    public bool? Adopt { get; init; }

    public ServicePolicy? Service { get; init; }

    public ConfirmMode? Confirm { get; init; }

    public TimeSpan? ConfirmWithin { get; init; }

    public Located? ProbeAs { get; init; }

    public EquatableArray<IgnoredField> Ignore { get; init; }

    public static DeclaredPolicy Merge(DeclaredPolicy earlier, DeclaredPolicy later) => new()
    {
        Mode = later.Mode ?? earlier.Mode,
        ModeByKind = ByName.Merge(earlier.ModeByKind, later.ModeByKind, m => m.Kind, (_, b) => b),
        When = later.When ?? earlier.When,
        MaxWait = later.MaxWait ?? earlier.MaxWait,
        Window = later.Window ?? earlier.Window,
        RemovalsMax = later.RemovalsMax ?? earlier.RemovalsMax,
        Adopt = later.Adopt ?? earlier.Adopt,
        Service = later.Service ?? earlier.Service,
        Confirm = later.Confirm ?? earlier.Confirm,
        ConfirmWithin = later.ConfirmWithin ?? earlier.ConfirmWithin,
        ProbeAs = later.ProbeAs ?? earlier.ProbeAs,
        Ignore = ByName.Merge(earlier.Ignore, later.Ignore, i => (i.Resource, i.Field), (_, b) => b),
    };

    public Policy Resolved()
    {
        var standard = Policy.Default;
        return new Policy
        {
            Mode = Mode ?? standard.Mode,
            ModeByKind = ModeByKind,
            RestartWhen = When ?? standard.RestartWhen,
            RestartMaxWait = MaxWait ?? standard.RestartMaxWait,
            RestartWindow = Window,
            RemovalsMax = RemovalsMax ?? standard.RemovalsMax,
            Adopt = Adopt ?? standard.Adopt,
            Service = Service ?? standard.Service,
            Confirm = Confirm ?? standard.Confirm,
            ConfirmWithin = ConfirmWithin ?? standard.ConfirmWithin,
            ProbeAs = ProbeAs?.Text,
            ProbePlace = ProbeAs is { } probe ? Located.Places([probe]) : Places.None,
            Ignore = Ignore,
        };
    }
}
