using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>
/// What Asterisk's memory holds by name, of anybody's: what it held before a change must still be there afterwards, unless the plan says
/// that it goes.
/// </summary>
internal static class MemoryNames
{
    /// <summary>The names that memory holds of a subject; null where that is not known.</summary>
    public static IReadOnlySet<ResourceId>? Of(Subject subject, Observation seen)
    {
        if (subject == Subject.Sip)
        {
            return seen.Memory.SipPeers.TryGet(out var peers) ? peers.Select(n => (ResourceId)new ResourceId.SipPeer(n)).ToHashSet() : null;
        }

        if (subject != Subject.Pjsip || !seen.Memory.EndpointNames.TryGet(out var endpoints))
        {
            return null;
        }

        var transports = seen.Memory.TransportNames.TryGet(out var known) ? known : [];
        return endpoints.Select(n => (ResourceId)new ResourceId.Pjsip(PjsipType.Endpoint, n)).Concat(transports.Select(n => new ResourceId.Pjsip(PjsipType.Transport, n))).ToHashSet();
    }

    /// <summary>What memory holds and no file will define. What a wizard or a database defines stays.</summary>
    public static IEnumerable<ResourceId> Going(BoxView box)
    {
        var others = ConfTree.Load(box.Files, $"{Chain.Directory}/pjsip_wizard.conf").Sections.Where(s => s.Last("type")?.Value == "wizard")
            .Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var fromDatabase = ConfTree.Load(box.Files, $"{Chain.Directory}/sorcery.conf").Find("res_pjsip") is not null;
        var pjsip = box.Of(Chain.Pjsip).SectionsWanted;
        var peers = box.Of(Chain.Sip).SectionsWanted;
        return Missing(box.Seen.Memory.EndpointNames, n => fromDatabase || others.Contains(n) || pjsip.Objects(PjsipType.Endpoint, n).Count > 0, n => new ResourceId.Pjsip(PjsipType.Endpoint, n))
            .Concat(Missing(box.Seen.Memory.TransportNames, n => fromDatabase || pjsip.Objects(PjsipType.Transport, n).Count > 0, n => new ResourceId.Pjsip(PjsipType.Transport, n)))
            .Concat(Missing(box.Seen.Memory.SipPeers, n => peers.Named(n).Count > 0, n => new ResourceId.SipPeer(n)));
    }

    private static IEnumerable<ResourceId> Missing(Fact<ImmutableHashSet<string>> names, Func<string, bool> isDefined, Func<string, ResourceId> name) =>
        names.TryGet(out var known) ? known.Where(n => !isDefined(n)).Order(StringComparer.Ordinal).Select(name) : [];
}
