using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// Who moved, told from the box alone: what is as we left it, and differs from what is wanted, differs because something else is wanted
/// now; so does what we never wrote.
/// </summary>
internal sealed class DriftOrigins(BoxView box, IReadOnlyCollection<Drift> drifts)
{
    private readonly Dictionary<string, DriftOrigin> ofFiles = new(StringComparer.Ordinal);

    public DriftOrigin Of(Drift drift)
    {
        if (drift.Kind is DriftKind.Ban or DriftKind.Certificate or DriftKind.Service || (drift.Kind == DriftKind.Foreign && !WaitsForASecret(drift)))
        {
            return DriftOrigin.Corrective;
        }

        if (drift is { Kind: DriftKind.Ownership, Resource: ResourceId.ConfigFile file } && PeersIn(file.Path) is { Count: > 0 } peers)
        {
            return peers.TrueForAll(p => Of(p) == DriftOrigin.Intentional) ? DriftOrigin.Intentional : DriftOrigin.Corrective;
        }

        // Whoever becomes an endpoint of ours goes out of chan_sip by the same commit, which leaves our file of chan_sip as it is.
        var chain = drift.Resource is ResourceId.SipPeer { Peer: var name } && box.Wants(PjsipType.Endpoint, name) && !IsOurs(name) ? Chain.Pjsip : drift.Chain;
        var path = chain?.Own ?? OwnFile.Jail;
        return ofFiles.TryGetValue(path, out var known) ? known : ofFiles[path] = Of(chain, path);
    }

    private DriftOrigin Of(Chain? chain, string path)
    {
        var wanted = box.Wanted.FirstOrDefault(w => w.Path == path);

        // Without a secret the file that is wanted is not known, and its options are what tells.
        var moved = wanted?.Refusal is not null
            ? drifts.Any(d => d.Chain == chain && d is { InFile: true, Cure: Cure.Ours })
            : wanted is not null && !OwnershipDrifts.Same(wanted, box.Seen.Files.GetValueOrDefault(path)) && !JailLists.AreTheirs(box, path);
        return moved && IsAsWeLeftIt(chain, path) ? DriftOrigin.Intentional : DriftOrigin.Corrective;
    }

    private bool IsAsWeLeftIt(Chain? chain, string path) => box.Seen.Files.TryGetValue(path, out var file)
        ? OwnFile.IsAsWritten(file.Content.Span)
        : chain is null || !box.Of(chain).Now.Includes.Any(i => i.Target == Path.GetFileName(path));

    private bool WaitsForASecret(Drift drift) => drift.Resource is ResourceId.ConfigFile file && box.Wanted.Any(w => w is { IsOwn: true, Refusal: not null } && w.Path == file.Path);

    private List<Drift> PeersIn(string path) => [.. drifts.Where(d => d is { Kind: DriftKind.Sip, Resource: ResourceId.SipPeer } && d.Place?.Path == path)];

    private bool IsOurs(string name)
    {
        var pjsip = box.Of(Chain.Pjsip);
        return pjsip.SectionsNow.Objects(PjsipType.Endpoint, name).Any(pjsip.IsOwn);
    }
}
