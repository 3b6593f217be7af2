using System.Text.Json.Nodes;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Schemas;
using ConnectSchappo.Reconciler.Core.Desired.Sections;
using ConnectSchappo.Reconciler.Core.Desired.Values;
using ConnectSchappo.Reconciler.Core.Desired.Yaml;

namespace ConnectSchappo.Reconciler.Core.Subjects.ChanSip;

/// <summary><c>sip</c> of a desired state.</summary>
internal sealed class ChanSipSection : Section
{
    public override string Name => "sip";

    internal override DesiredSection Silent => new DesiredChanSip();

    internal override IEnumerable<(string Key, JsonObject Shape)> Schema =>
    [
        (Name, Shape.Described("chan_sip, what is left of it.", Shape.Object(
            ("general", Shape.Described("Asterisk's sip.conf [general].", Shape.Ref("sip"))),
            ("absent", Shape.Described(
                "Peers that chan_sip must not have. Every PJSIP endpoint is one anyway.", Shape.List(Shape.Named())))))),
    ];

    internal override IEnumerable<(string Name, JsonObject Shape)> Definitions(AsteriskCatalogue catalogue) =>
        [("sip", OptionSchema.Section(catalogue.SipGeneral))];

    internal override DeclaredSection? Read(Level level)
    {
        if (level.Map.Map(Name) is not { } map)
        {
            return null;
        }

        var reader = new MapReader(map, () => $"`sip`", level.Problems);
        var general = reader.Take("general");
        var absent = reader.Texts("absent") ?? [];
        reader.End();
        foreach (var peer in absent)
        {
            if (ConfText.RefusalOfName(peer.Text) is { } refusal)
            {
                level.Problems.Add(
                    ProblemKinds.BadName, peer.Place, $"`{Shown.Text(peer.Text)}` cannot be the name of a peer. {refusal}",
                    $"Remove it from `absent`, or write the name of the peer as `sip show peers` prints it.");
            }
        }

        var options = general is null ? [] : level.Options.Read(general, PartName.Key("general"), level.Catalogue.SipGeneral);
        return new Declared(options, absent);
    }

    private sealed record Declared(EquatableArray<DeclaredOption> General, EquatableArray<Located> Absent) : DeclaredSection
    {
        public override DeclaredSection With(DeclaredSection later) => With((Declared)later);

        public override DesiredSection Resolved(AsteriskCatalogue catalogue, ProblemList problems) =>
            new DesiredChanSip { General = DeclaredOption.Resolved(General) }.Without(Absent.Select(a => (a.Text, a.Place)));

        private Declared With(Declared later) =>
            new(DeclaredOption.Merge(General, later.General), ByName.Added(Absent, later.Absent));
    }
}
