using System.Text.Json.Nodes;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired.Schemas;
using ConnectSchappo.Reconciler.Core.Desired.Yaml;

namespace ConnectSchappo.Reconciler.Core.Desired.Sections;

/// <summary>A section that is options of one section of Asterisk's files; what it has besides, it adds itself.</summary>
/// <param name="description">What editors say of its key.</param>
/// <typeparam name="T">What it comes to for a box.</typeparam>
internal abstract class OptionsSection<T>(string description) : Section
    where T : DesiredOptions, new()
{
    private static readonly T Nothing = new();

    public sealed override string Name => Nothing.Key;

    internal sealed override DesiredSection Silent => Nothing;

    internal override IEnumerable<(string Key, JsonObject Shape)> Schema => [(Name, Shape.Described(description, Shape.Ref(Name)))];

    internal override DeclaredSection? Read(Level level) =>
        level.Map.Take(Name) is { } node
            ? new Declared(level.Options.Read(node, PartName.Key(Name), Nothing.Known(level.Catalogue)))
            : null;

    internal sealed override IEnumerable<(string Name, JsonObject Shape)> Definitions(AsteriskCatalogue catalogue) =>
        [(Name, OptionSchema.Section(Nothing.Known(catalogue)))];

    private sealed record Declared(EquatableArray<DeclaredOption> Options) : DeclaredSection
    {
        public override DeclaredSection With(DeclaredSection later) =>
            new Declared(DeclaredOption.Merge(Options, ((Declared)later).Options));

        public override DesiredSection Resolved(AsteriskCatalogue catalogue, ProblemList problems) =>
            new T { All = DeclaredOption.Resolved(Options) };
    }
}
