using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Sections;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

/// <summary>Options for the three PJSIP objects that make an extension.</summary>
internal sealed record ExtensionParts(
    EquatableArray<DeclaredOption> Auth, EquatableArray<DeclaredOption> Aor, EquatableArray<DeclaredOption> Endpoint)
{
    public static ExtensionParts None { get; } = new([], [], []);

    public static ExtensionParts Merge(ExtensionParts earlier, ExtensionParts later) => new(
        DeclaredOption.Merge(earlier.Auth, later.Auth),
        DeclaredOption.Merge(earlier.Aor, later.Aor),
        DeclaredOption.Merge(earlier.Endpoint, later.Endpoint));

    /// <summary>
    /// The same options, each with the profile that it comes from; one that stands in no file gets the place that named it.
    /// </summary>
    public ExtensionParts From(string profile, SourceLocation place) =>
        new(Marked(Auth, profile, place), Marked(Aor, profile, place), Marked(Endpoint, profile, place));

    private static EquatableArray<DeclaredOption> Marked(EquatableArray<DeclaredOption> options, string profile, SourceLocation place) =>
        options.Select(o => o with { Profile = o.Profile ?? profile, Place = o.Place == default ? place : o.Place }).ToEquatableArray();
}
