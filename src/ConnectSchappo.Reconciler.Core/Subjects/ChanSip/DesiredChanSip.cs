using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Subjects.ChanSip;

/// <summary>What is to be left of chan_sip.</summary>
public sealed record DesiredChanSip : DesiredSection
{
    /// <summary>Options of sip.conf's [general].</summary>
    public EquatableArray<DesiredOption> General { get; init; }

    /// <summary>Peers that chan_sip must not have: those named, and every PJSIP endpoint.</summary>
    public EquatableArray<string> Absent { get; init; }

    /// <summary>Where each of <see cref="Absent"/> stands.</summary>
    public Places Places { get; init; } = Places.None;

    internal override IEnumerable<StatedOptions> Options => [new(SipRows.General.Path, General)];

    internal override IEnumerable<(string Resource, OptionSection Options)> Ignorable(AsteriskCatalogue catalogue) =>
        General.IsEmpty ? [] : [(catalogue.SipGeneral.Kind, catalogue.SipGeneral)];

    /// <summary>The same, with more peers that must not be there.</summary>
    internal DesiredChanSip Without(IEnumerable<(string Name, SourceLocation Place)> peers)
    {
        var absent = Absent.Zip(Places.All).Concat(peers).DistinctBy(p => p.Item1, StringComparer.Ordinal).ToList();
        return this with
        {
            Absent = absent.Select(p => p.Item1).ToEquatableArray(),
            Places = new Places(absent.Select(p => p.Item2).ToEquatableArray()),
        };
    }

    internal override void Write(YamlLines yaml, AsteriskCatalogue catalogue)
    {
        if (!General.IsEmpty || !Absent.IsEmpty)
        {
            yaml.Line("sip:").Options(1, "general", General).List(1, "absent", Absent, Places);
        }
    }
}
