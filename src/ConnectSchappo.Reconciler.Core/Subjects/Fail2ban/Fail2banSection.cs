using System.Text.Json.Nodes;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Schemas;
using ConnectSchappo.Reconciler.Core.Desired.Sections;
using ConnectSchappo.Reconciler.Core.Desired.Values;
using ConnectSchappo.Reconciler.Core.Desired.Yaml;

namespace ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;

/// <summary><c>fail2ban</c> of a desired state.</summary>
internal sealed class Fail2banSection : Section
{
    public override string Name => "fail2ban";

    internal override DesiredSection Silent => new DesiredFail2ban();

    internal override IEnumerable<(string Key, JsonObject Shape)> Schema =>
    [
        (Name, Shape.Object(
            ("ignoreip", Shape.Described("Addresses and networks that are never banned.", Shape.List(Shape.Pattern(Shape.Network)))))),
    ];

    internal override DeclaredSection? Read(Level level) =>
        level.Map.Map(Name) is { } map && IgnoreIp(map, level.Problems) is { } addresses ? new Declared(addresses) : null;

    private static EquatableArray<Located>? IgnoreIp(Node.Map map, ProblemList problems)
    {
        var reader = new MapReader(map, () => $"`fail2ban`", problems);
        var addresses = reader.Texts("ignoreip");
        reader.End();
        if (reader.Take("ignoreip") is Node.List { Items.IsEmpty: true } empty)
        {
            problems.Add(
                ProblemKinds.EmptyWhitelist, empty.Place,
                $"`ignoreip` is an empty list. Unless another level adds addresses, fail2ban can ban any address, "
                    + $"those of the box and of the reconciler included.");
        }

        foreach (var address in addresses ?? [])
        {
            NetworkText.Check(address, problems);
        }

        return addresses;
    }

    private sealed record Declared(EquatableArray<Located> IgnoreIp) : DeclaredSection
    {
        public override DeclaredSection With(DeclaredSection later) => new Declared(ByName.Added(IgnoreIp, ((Declared)later).IgnoreIp));

        public override DesiredSection Resolved(AsteriskCatalogue catalogue, ProblemList problems) =>
            new DesiredFail2ban { IgnoreIp = Located.Texts(IgnoreIp), Places = Located.Places(IgnoreIp) };
    }
}
