using System.Text.Json.Nodes;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Schemas;
using ConnectSchappo.Reconciler.Core.Desired.Sections;
using ConnectSchappo.Reconciler.Core.Desired.Yaml;

namespace ConnectSchappo.Reconciler.Core.Subjects.Modules;

/// <summary><c>modules</c> of a desired state.</summary>
internal sealed class ModulesSection : Section
{
    public override string Name => "modules";

    internal override DesiredSection Silent => new DesiredModules();

    internal override IEnumerable<(string Key, JsonObject Shape)> Schema =>
    [
        (Name, Shape.Described("Asterisk's modules.conf.", Shape.Object(
            ("preload", Shape.Described("Modules to preload, in order.", Shape.List(Shape.Pattern("^[A-Za-z0-9_.-]*\\.so$"))))))),
    ];

    internal override DeclaredSection? Read(Level level) =>
        level.Map.Map(Name) is { } map ? new Declared(Preload(map, level.Problems)) : null;

    internal override void Check(DesiredBox box, ProblemList problems) => WebRtcRules.Check(box, problems);

    private static EquatableArray<Located> Preload(Node.Map map, ProblemList problems)
    {
        var reader = new MapReader(map, () => $"`modules`", problems);
        var preload = reader.Texts("preload") ?? [];
        reader.End();
        foreach (var module in preload)
        {
            if (!module.Text.EndsWith(".so", StringComparison.Ordinal)
                || !module.Text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-'))
            {
                problems.Add(ProblemKinds.BadModule, module.Place, $"`{Shown.Text(module.Text)}` is not the file name of a module.");
            }
            else if (module.Text == "chan_local.so")
            {
                problems.Add(
                    ProblemKinds.GoneModule, module.Place, $"`chan_local.so` no longer exists, so Asterisk logs an error at each start.");
            }
        }

        return preload.DistinctBy(m => m.Text, StringComparer.Ordinal).ToEquatableArray();
    }

    private sealed record Declared(EquatableArray<Located> Preload) : DeclaredSection
    {
        public override DeclaredSection With(DeclaredSection later) => new Declared(ByName.Added(Preload, ((Declared)later).Preload));

        public override DesiredSection Resolved(AsteriskCatalogue catalogue, ProblemList problems) =>
            new DesiredModules { Preload = Located.Texts(Preload), Places = Located.Places(Preload) };
    }
}
