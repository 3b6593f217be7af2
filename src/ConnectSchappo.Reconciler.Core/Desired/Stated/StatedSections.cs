using ConnectSchappo.Reconciler.Core.Desired.Yaml;

namespace ConnectSchappo.Reconciler.Core.Desired.Stated;

/// <summary>
/// What one level of the file says: the file itself (every box), a group, or a box. A null list says nothing; an empty one says "none".
/// </summary>
internal sealed record StatedSections
{
    public static StatedSections None { get; } = new();

    public EquatableArray<StatedOption> Http { get; init; }

    public EquatableArray<StatedOption> Rtp { get; init; }

    public EquatableArray<Placed> Preload { get; init; }

    public EquatableArray<StatedExtension> Extensions { get; init; }

    public EquatableArray<StatedObject> Pjsip { get; init; }

    public EquatableArray<StatedOption> SipGeneral { get; init; }

    public EquatableArray<Placed> SipAbsent { get; init; }

    public EquatableArray<Placed>? IgnoreIp { get; init; }

    public StatedPolicy Policy { get; init; } = StatedPolicy.None;

    /// <summary>A later level over an earlier one.</summary>
    public static StatedSections Merge(StatedSections earlier, StatedSections later) => new()
    {
        Http = StatedOption.Merge(earlier.Http, later.Http),
        Rtp = StatedOption.Merge(earlier.Rtp, later.Rtp),
        Preload = Added(earlier.Preload, later.Preload),
        Extensions = StatedExtension.Merge(earlier.Extensions, later.Extensions),
        Pjsip = StatedObject.Merge(earlier.Pjsip, later.Pjsip),
        SipGeneral = StatedOption.Merge(earlier.SipGeneral, later.SipGeneral),
        SipAbsent = Added(earlier.SipAbsent, later.SipAbsent),
        IgnoreIp = earlier.IgnoreIp is { } first && later.IgnoreIp is { } second ? Added(first, second) : later.IgnoreIp ?? earlier.IgnoreIp,
        Policy = StatedPolicy.Merge(earlier.Policy, later.Policy),
    };

    /// <summary>Lists add up; what both say stands once, where it stood first.</summary>
    private static EquatableArray<Placed> Added(EquatableArray<Placed> first, EquatableArray<Placed> second) =>
        first.Concat(second).DistinctBy(p => p.Text, StringComparer.Ordinal).ToEquatableArray();
}
