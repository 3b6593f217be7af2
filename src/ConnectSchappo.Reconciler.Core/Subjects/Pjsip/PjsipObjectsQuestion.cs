using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Texts;

namespace ConnectSchappo.Reconciler.Core.Observations.Ami;

/// <summary>
/// The types of PJSIP for which AMI has no list, or one with more than its own objects in it: they are asked about only where the
/// desired state has some. Asterisk 16 shows its ACLs nowhere.
/// </summary>
internal static class AmiPjsip
{
    private const string Registrations = "PJSIPShowRegistrationsOutbound";

    private static readonly PjsipType[] Shown = [PjsipType.Transport, PjsipType.Identify];

    public static IEnumerable<AmiAction> Questions(DesiredBox box) =>
    [
        .. from type in Shown from name in AmiMemory.Names(box, type) select AmiAction.Command($"pjsip show {type.TypeName()} {name}"),
        .. Has(box, PjsipType.Registration) ? [new AmiAction(Registrations)] : Array.Empty<AmiAction>(),
        .. WantsSettings(box) ? [AmiAction.Command("pjsip show settings")] : Array.Empty<AmiAction>(),
    ];

    public static ImmutableDictionary<PjsipType, Fact<ImmutableDictionary<string, SorceryObject>>> Read(DesiredBox box, Queue<AmiReply> replies)
    {
        var facts = ImmutableDictionary.CreateBuilder<PjsipType, Fact<ImmutableDictionary<string, SorceryObject>>>();
        foreach (var type in Shown.Where(t => Has(box, t)))
        {
            facts[type] = Named(box.Catalogue, [.. AmiMemory.Names(box, type).Select(name => (name, replies.Dequeue()))]);
        }

        if (Has(box, PjsipType.Registration))
        {
            facts[PjsipType.Registration] = Registered(box.Catalogue, replies.Dequeue());
        }

        if (WantsSettings(box))
        {
            var reply = replies.Dequeue();
            facts.AddRange(SettingsText.Parse(box.Catalogue, [.. reply.Output])); // two types that are not in it yet
        }

        return facts.ToImmutable();
    }

    /// <summary>What Asterisk says of its outbound registrations, by name; empty where none is wanted, since nobody asked.</summary>
    public static Fact<ImmutableDictionary<string, string>> Statuses(DesiredBox box, IReadOnlyList<AmiReply> replies)
    {
        var reply = AmiMemory.Questions(box).Zip(replies).FirstOrDefault(r => r.First.Name == Registrations).Second;
        var listed = reply?.Listed(Registrations, events => events.Where(e => e.Event == "OutboundRegistrationDetail").ToEquatableArray());
        return listed is null ? Fact.Known(ImmutableDictionary<string, string>.Empty)
            : !listed.TryGet(out var entries) ? Fact.Unknown<ImmutableDictionary<string, string>>(listed.Missing!)
            : entries.Any(e => e["ObjectName"] is null || e["Status"] is not { Length: > 0 })
                ? Fact.Unknown<ImmutableDictionary<string, string>>($"{Registrations}: an entry of its list has no name or no status")
                : Fact.Known(entries.DistinctBy(e => e["ObjectName"], StringComparer.Ordinal).ToImmutableDictionary(e => e["ObjectName"]!, e => e["Status"]!, StringComparer.Ordinal));
    }

    // Its list holds the auths of registrations too.
    private static Fact<ImmutableDictionary<string, SorceryObject>> Registered(AsteriskCatalogue catalogue, AmiReply reply) =>
        reply.Objects(catalogue, Registrations, counts: e => e.Event == "OutboundRegistrationDetail");

    private static Fact<ImmutableDictionary<string, SorceryObject>> Named(
        AsteriskCatalogue catalogue, IReadOnlyList<(string Name, AmiReply Reply)> answers)
    {
        var objects = ImmutableDictionary.CreateBuilder<string, SorceryObject>(StringComparer.Ordinal);
        foreach (var (name, reply) in answers)
        {
            var answer = SorceryText.Object(catalogue, name, [.. reply.Output]);
            if (!answer.TryGet(out var found))
            {
                return Fact.Unknown<ImmutableDictionary<string, SorceryObject>>($"{answer.Missing}: {reply.Why()}");
            }

            if (found is not null)
            {
                objects[name] = found;
            }
        }

        return Fact.Known(objects.ToImmutable());
    }

    private static bool WantsSettings(DesiredBox box) => Has(box, PjsipType.Global) || Has(box, PjsipType.System);

    private static bool Has(DesiredBox box, PjsipType type) => box.Pjsip.Any(o => o.Type == type);
}
