using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Sections;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

/// <summary>PJSIP's objects as one level of the file says them.</summary>
/// <param name="Profiles">What extensions may name; null but at the top of the file.</param>
/// <param name="Extensions">The short way to objects.</param>
/// <param name="Objects">The long way.</param>
internal sealed record DeclaredPjsip(
    ProfileTable? Profiles, EquatableArray<DeclaredExtension> Extensions, EquatableArray<DeclaredObject> Objects) : DeclaredSection
{
    public override DeclaredSection With(DeclaredSection later) => With((DeclaredPjsip)later);

    public override DesiredSection Resolved(AsteriskCatalogue catalogue, ProblemList problems)
    {
        var expansion = new ExtensionExpansion(catalogue, Profiles!, problems);
        var kept = new List<DeclaredObject>();
        var seen = new Dictionary<(PjsipType, string), DeclaredObject>();
        foreach (var item in Extensions.SelectMany(expansion.Expand).Concat(Objects))
        {
            if (seen.TryAdd((item.Type, item.Name.ToUpperInvariant()), item))
            {
                kept.Add(item);
                continue;
            }

            var first = seen[(item.Type, item.Name.ToUpperInvariant())];
            var kind = first.Name == item.Name ? ProblemKinds.Duplicate : ProblemKinds.OnlyCaseDiffers;
            problems.Add(
                kind, item.Place, $"The {item.Type.Word()} `{item.Name}` is also defined in line {first.Place.Line}, as `{first.Name}`.",
                kind == ProblemKinds.Duplicate
                    ? (Message)($"Define it once. Each extension N makes an auth `authN`, an AOR `N` and an endpoint `N`. "
                        + $"Write their options under the extension, for example `endpoint: {{...}}`.")
                    : null);
        }

        return new DesiredPjsip
        {
            Objects = kept.OrderBy(o => o.Type).ThenBy(o => o.Place.Line).ThenBy(o => o.Place.Column)
                .Select(o => new PjsipObject(o.Type, o.Name, DeclaredOption.Resolved(o.Options), o.Place)).ToEquatableArray(),
        };
    }

    private DeclaredPjsip With(DeclaredPjsip later) => new(
        Profiles ?? later.Profiles,
        DeclaredExtension.Merge(Extensions, later.Extensions),
        DeclaredObject.Merge(Objects, later.Objects));
}
