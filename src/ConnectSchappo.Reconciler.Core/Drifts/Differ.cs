using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>Finds everything in which a box differs from its desired state, in any layer.</summary>
public static class Differ
{
    public static DriftReport Find(BoxView box)
    {
        var found = ServiceDrifts.Find(box)
            .Concat(HttpDrifts.Find(box))
            .Concat(RtpDrifts.Find(box))
            .Concat(ModuleDrifts.Find(box))
            .Concat(PjsipDrifts.Find(box))
            .Concat(ReferenceDrifts.Find(box))
            .Concat(FrozenTypeDrifts.Find(box))
            .Concat(SipDrifts.Find(box))
            .Concat(Fail2banDrifts.Find(box))
            .Concat(CertificateDrifts.Find(box))
            .Concat(ForeignDrifts.Find(box))
            .Concat(AccessDrifts.Find(box))
            .ToList();
        var (drifts, ignored) = IgnoredFields.Part(box, found);
        drifts.AddRange(OwnershipDrifts.Find(box, drifts).ToList());
        var moved = new Dictionary<string, DriftOrigin>(StringComparer.Ordinal);
        return new DriftReport(drifts.Select(d => Contested(box, DriftStory.Tell(box, d with { Origin = Origin(box, d, moved) }))).ToEquatableArray(), Unknown(box).ToEquatableArray())
        {
            Ignored = ignored,
        };
    }

    private static Drift Contested(BoxView box, Drift drift) =>
        drift.Origin == DriftOrigin.Corrective && drift.Cure == Cure.Ours && box.Contested.Contains(drift.Resource)
            ? drift with
            {
                Cure = Cure.Person,
                IsContested = true,
                Consequence = $"{drift.Consequence}; somebody puts it back again and again, so it is left alone for an hour"
                    + (drift.Writer is { } writer ? $" ({writer})" : "") + ": find who writes it (the web interface, another tool, a person), and settle it there or in the desired state",
            }
            : drift;

    private static DriftOrigin Origin(BoxView box, Drift drift, Dictionary<string, DriftOrigin> ofFiles)
    {
        if (drift.Kind is DriftKind.Ban or DriftKind.Certificate or DriftKind.Service or DriftKind.Foreign)
        {
            return DriftOrigin.Corrective;
        }

        var path = drift.Chain?.Own ?? OwnFile.Jail;
        return ofFiles.TryGetValue(path, out var known) ? known : ofFiles[path] = Origin(box, drift.Chain, path);
    }

    // What was put into a chain and is as we left it differs because something else is wanted now; so does what we never wrote.
    private static DriftOrigin Origin(BoxView box, Chain? chain, string path)
    {
        var wanted = box.Wanted.FirstOrDefault(w => w.Path == path);
        var moved = wanted is not null && !OwnershipDrifts.Same(wanted, box.Seen.Files.GetValueOrDefault(path)) && !JailLists.AreTheirs(box, path);
        var asWeLeftIt = box.Seen.Files.TryGetValue(path, out var file)
            ? OwnFile.IsAsWritten(file.Content.Span)
            : chain is null || !box.Of(chain).Now.Includes.Any(i => i.Target == Path.GetFileName(path));
        return moved && asWeLeftIt ? DriftOrigin.Intentional : DriftOrigin.Corrective;
    }

    private static IEnumerable<string> Unknown(BoxView box) => box.Secrets.Missing.Values.Concat(UnknownFacts(box));

    private static IEnumerable<string> UnknownFacts(BoxView box)
    {
        if (box.Seen.Asterisk is AsteriskLife.Stopped or AsteriskLife.Hung)
        {
            return []; // told as a drift of the service; that its memory cannot be read says nothing more
        }

        var memory = box.Seen.Memory;
        (string What, string? Why, bool Needed)[] facts =
        [
            ("channels in progress", memory.Channels.Missing, true),
            ("the web server's listeners", memory.Http.Missing, !box.Desired.Http.IsEmpty),
            ("the settings of sound in memory", memory.Rtp.Missing, !box.Desired.Rtp.IsEmpty),
            ("the web socket transport", memory.WebSocketTransport.Missing, box.Desired.Pjsip.Any(WebRtc.IsSoftphone)),
            ("endpoints in memory", memory.Endpoints.Missing, !box.Desired.Pjsip.IsEmpty),
            ("auths in memory", memory.Auths.Missing, !box.Desired.Pjsip.IsEmpty),
            ("AORs in memory", memory.Aors.Missing, !box.Desired.Pjsip.IsEmpty),
            .. memory.Others.Select(o => ($"{o.Key.Key()} in memory", o.Value.Missing, true)),
            ("chan_sip's peers", memory.SipPeers.Missing, !box.Desired.SipAbsent.IsEmpty),
            ("who answers on the WebSocket", box.Seen.Client.Answers.Missing, WebRtc.Probed(box.Desired) is not null),
            ("fail2ban's memory", box.Seen.Jails.Missing, box.Desired.IgnoreIp is not null && box.Seen.Fail2ban == Fail2banLife.Running),
        ];
        facts =
        [
            .. facts,
            ("whether the private key is the certificate's", box.Seen.KeyMatches.Missing, WebRtc.WantsTls(box.Desired) && box.Seen.CertificateOnDisk.TryGet(out _)),
            ("which files Asterisk may read", box.Seen.Unreadable.Missing, true),
            ("names of endpoints in memory", memory.EndpointNames.Missing, !box.Desired.Pjsip.IsEmpty),
            ("transports in memory", memory.TransportNames.Missing, box.Desired.Pjsip.Any(o => o["transport"] is not null)),
            ("the address that we come from", box.Seen.OurAddress.Missing, box.Desired.IgnoreIp is not null),
            ("whom the kernel keeps out", box.Seen.Kernel.Missing, box.Desired.IgnoreIp is not null && BansSomebody(box)),
        ];
        return facts.Where(f => f.Needed && f.Why is not null).Select(f => $"{f.What}: {f.Why}");
    }

    private static bool BansSomebody(BoxView box) =>
        box.Seen.Jails.TryGet(out var jails) && jails.Values.Any(j => !j.Banned.IsEmpty && Fail2banDrifts.Bans(j));
}
