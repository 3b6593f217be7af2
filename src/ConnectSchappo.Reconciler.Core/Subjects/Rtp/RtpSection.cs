using System.Text.Json.Nodes;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Schemas;
using ConnectSchappo.Reconciler.Core.Desired.Sections;
using ConnectSchappo.Reconciler.Core.Desired.Yaml;

namespace ConnectSchappo.Reconciler.Core.Subjects.Rtp;

/// <summary><c>rtp</c> and <c>ice_host_candidates</c> of a desired state: two sections of rtp.conf.</summary>
internal sealed class RtpSection() : OptionsSection<DesiredRtp>("Asterisk's rtp.conf [general]: the sound of calls.")
{
    private const string Address = "[0-9a-fA-F.:]+";

    internal override IEnumerable<(string Key, JsonObject Shape)> Schema =>
    [
        .. base.Schema,
        (IceHostCandidate.Section, Shape.Described(
            "Asterisk's rtp.conf [ice_host_candidates]: addresses of the box, each with the one that ICE offers in its place.",
            Shape.Map($"^{Address}$", Shape.Pattern($"^{Address}(, *{IceHostCandidate.Both})?$")))),
    ];

    internal override DeclaredSection? Read(Level level)
    {
        var options = base.Read(level);
        var candidates = level.Map.Map(IceHostCandidate.Section);
        return options is null && candidates is null
            ? null
            : new Declared(
                options,
                (candidates?.Entries ?? []).Select(e => Candidate(e, level.Problems)).OfType<IceHostCandidate>().ToEquatableArray());
    }

    internal override void Check(DesiredBox box, ProblemList problems) => RtpRules.Check(box, problems);

    private static IceHostCandidate? Candidate(Node.Entry entry, ProblemList problems)
    {
        if (Shapes.Text(entry.Value, PartName.Key(entry.Key.Text), problems) is not { } value)
        {
            return null;
        }

        var candidate = IceHostCandidate.Read(entry.Key.Text, value.Text);
        if (candidate is null)
        {
            problems.Add(
                ProblemKinds.BadAddress, entry.Key.Place,
                $"`{Shown.Text(entry.Key.Text)}: {Shown.Text(value.Text)}` are not two addresses of one kind.",
                $"Write the box's own address and the one to offer in its place, such as `10.0.0.5: 203.0.113.5`; "
                    + $"behind the second, `,{IceHostCandidate.Both}` to offer both.");
        }

        return candidate;
    }

    private sealed record Declared(DeclaredSection? Options, EquatableArray<IceHostCandidate> Candidates) : DeclaredSection
    {
        public override DeclaredSection With(DeclaredSection later) => (Declared)later is var over && Options is not null
            && over.Options is not null
                ? new Declared(Options.With(over.Options), Merged(over))
                : new Declared(Options ?? over.Options, Merged(over));

        public override DesiredSection Resolved(AsteriskCatalogue catalogue, ProblemList problems) =>
            ((DesiredRtp?)Options?.Resolved(catalogue, problems) ?? new DesiredRtp()) with { Candidates = Candidates };

        private EquatableArray<IceHostCandidate> Merged(Declared over) =>
            ByName.Merge(Candidates, over.Candidates, c => c.Local, (_, later) => later);
    }
}
