using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Catalogue;
using ConnectSchappo.Reconciler.Core.Observations;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// Objects of ours that name one which Asterisk does not have, and which is none of ours: Asterisk takes that without a word, and an
/// endpoint without its transport answers its own calls with 500. Source: Asterisk 16.28, tried.
/// </summary>
internal static class ReferenceDrifts
{
    public static IEnumerable<Drift> Find(BoxView box)
    {
        var ours = box.Desired.Pjsip.Select(o => (o.Type, o.Name)).ToHashSet();
        var there = new Dictionary<PjsipType, IReadOnlySet<string>?>
        {
            [PjsipType.Transport] = Known(box.Seen.Memory.TransportNames, names => names),
            [PjsipType.Auth] = Known(box.Seen.Memory.Auths, objects => objects.Keys.ToHashSet(StringComparer.Ordinal)),
            [PjsipType.Aor] = Known(box.Seen.Memory.Aors, objects => objects.Keys.ToHashSet(StringComparer.Ordinal)),
            [PjsipType.Endpoint] = Known(box.Seen.Memory.EndpointNames, names => names),
        };
        foreach (var item in box.Desired.Pjsip)
        {
            foreach (var (option, to) in OptionSection.Of(item.Type).References)
            {
                foreach (var name in (item[option]?.ToString() ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                {
                    if (!ours.Contains((to, name)) && there[to]?.Contains(name) == false)
                    {
                        yield return Missing(item, option, to, name);
                    }
                }
            }
        }
    }

    private static IReadOnlySet<string>? Known<T>(Fact<T> fact, Func<T, IReadOnlySet<string>> names) => fact.TryGet(out var value) ? names(value) : null;

    private static Drift Missing(PjsipObject item, string option, PjsipType to, string name) => new()
    {
        Kind = PjsipDrifts.KindOf(item.Type),
        Resource = $"{item.Type.TypeName()} {item.Name}",
        Field = option,
        Desired = name,
        Memory = $"Asterisk has no {to.TypeName()} {name}",
        Chain = Chain.Pjsip,
        Cure = Cure.Person,
        Consequence = (to == PjsipType.Transport ? $"calls of {item.Name} fail with 500" : $"{item.Name} works without it, or not at all")
            + $": define {to.TypeName()} {name}, or take {option} out of the desired state",
    };
}
