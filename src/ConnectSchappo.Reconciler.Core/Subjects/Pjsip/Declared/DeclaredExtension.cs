using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Sections;
using ConnectSchappo.Reconciler.Core.Desired.Yaml;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

/// <summary>A line of <c>extensions</c>: the short way to an auth, an AOR and an endpoint.</summary>
internal sealed record DeclaredExtension(string Number, SourceLocation Place)
{
    public Located? Profile { get; init; }

    /// <summary>The name that others see on their phone.</summary>
    public Located? Name { get; init; }

    public DeclaredOption? Password { get; init; }

    /// <summary>Options of this extension alone, over its profile's.</summary>
    public ExtensionParts Parts { get; init; } = ExtensionParts.None;

    public static EquatableArray<DeclaredExtension> Merge(
        EquatableArray<DeclaredExtension> earlier, EquatableArray<DeclaredExtension> later) =>
        ByName.Merge(earlier, later, e => e.Number, (a, b) => a with
        {
            Profile = b.Profile ?? a.Profile,
            Name = b.Name ?? a.Name,
            Password = b.Password ?? a.Password,
            Parts = ExtensionParts.Merge(a.Parts, b.Parts),
        });
}
