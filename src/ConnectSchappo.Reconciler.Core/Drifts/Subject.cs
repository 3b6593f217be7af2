using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// A thing on a box that the desired state can speak of. What differs of one subject is changed, activated, verified, and confirmed or
/// rolled back by itself, so that the trouble of one keeps no other from being healed.
/// </summary>
public sealed class Subject
{
    private Subject(string name, Chain? chain, DesiredKind? kind, string? ownFile) => (Name, Chain, Kind, OwnFile) = (name, chain, kind, ownFile);

    public static Subject Http { get; } = Of(Chain.Http, DesiredKind.Http);

    public static Subject Rtp { get; } = Of(Chain.Rtp, DesiredKind.Rtp);

    public static Subject Modules { get; } = Of(Chain.Modules, DesiredKind.Modules);

    public static Subject Pjsip { get; } = Of(Chain.Pjsip, DesiredKind.Pjsip);

    public static Subject Sip { get; } = Of(Chain.Sip, DesiredKind.Sip);

    public static Subject Fail2ban { get; } = new("fail2ban", null, DesiredKind.Fail2ban, Drifts.OwnFile.Jail);

    /// <summary>Whether Asterisk runs at all.</summary>
    public static Subject Asterisk { get; } = new("asterisk", null, null, null);

    /// <summary>All of them, in the order in which people are told of them.</summary>
    public static EquatableArray<Subject> All { get; } = [Fail2ban, Http, Rtp, Modules, Pjsip, Sip, Asterisk];

    /// <summary>The word that people, metrics, and the journal on a box use for it.</summary>
    public string Name { get; }

    /// <summary>Its configuration file of Asterisk's; null where it has none.</summary>
    public Chain? Chain { get; }

    /// <summary>What <c>policy.mode</c> calls it; null where the policy has no mode for it.</summary>
    public DesiredKind? Kind { get; }

    /// <summary>The path of the file that is wholly ours; null where there is none.</summary>
    public string? OwnFile { get; }

    /// <summary>Whether it lives in Asterisk: without a running one it can be neither activated nor verified.</summary>
    public bool NeedsAsterisk => this != Fail2ban;

    public static Subject? Named(string name) => All.FirstOrDefault(s => s.Name == name);

    public static Subject Of(Chain chain) => All.First(s => s.Chain == chain);

    public override string ToString() => Name;

    private static Subject Of(Chain chain, DesiredKind kind) => new(chain.Name, chain, kind, chain.Own);
}
