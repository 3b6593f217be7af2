using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>
/// Objects of ours that name one which Asterisk does not have, and which is none of ours: Asterisk takes that without a word, and an
/// endpoint without its transport answers its own calls with 500. Source: Asterisk 16.28, tried.
/// </summary>
internal static class ReferenceDrifts
{
    public static IEnumerable<Drift> Find(BoxView box)
    {
        var there = new Dictionary<PjsipType, Func<string, bool>?>
        {
            [PjsipType.Transport] = Known(box.Seen.Memory.TransportNames, names => names.Contains),
            [PjsipType.Auth] = Known(box.Seen.Memory.Auths, objects => objects.ContainsKey),
            [PjsipType.Aor] = Known(box.Seen.Memory.Aors, objects => objects.ContainsKey),
            [PjsipType.Endpoint] = Known(box.Seen.Memory.EndpointNames, names => names.Contains),
        };
        foreach (var item in box.Desired.Pjsip)
        {
            foreach (var (option, to) in box.Desired.Catalogue[item.Type].References)
            {
                foreach (var name in item[option]?.ToString()!.Split(
                    ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [])
                {
                    if (!box.Wants(to, name) && there[to]?.Invoke(name) == false)
                    {
                        yield return Missing(item, option, to, name);
                    }
                }
            }
        }
    }

    private static Func<string, bool>? Known<T>(Fact<T> fact, Func<T, Func<string, bool>> names) =>
        fact.TryGet(out var value) ? names(value) : null;

    private static Drift Missing(PjsipObject item, string option, PjsipType to, string name) => new()
    {
        Kind = PjsipDrifts.KindOf(item.Type),
        Resource = PjsipId.Of(item),
        Field = option,
        Desired = Message.Verbatim(name),
        Memory = $"Asterisk has no {to.TypeName()} {name}",
        Remediation = Remediation.Manual,
        Consequence = to == PjsipType.Transport
            ? $"calls of {item.Name} fail with 500: define {to.TypeName()} {name}, or remove {option} from the desired state"
            : (Message)($"{item.Name} works without it, or not at all: "
                + $"define {to.TypeName()} {name}, or remove {option} from the desired state"),
    };
}
