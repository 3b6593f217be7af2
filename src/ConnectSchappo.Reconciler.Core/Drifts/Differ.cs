using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Subjects.Certificates;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Modules;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Rtp;
using ConnectSchappo.Reconciler.Core.Subjects.Services;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>Finds everything in which a box differs from its desired state, in any layer.</summary>
public static class Differ
{
    public static DriftReport Find(BoxView box)
    {
        if (box.Seen.Elsewhere is { } elsewhere)
        {
            return new DriftReport([], [new UnknownFact(Subject.Asterisk, elsewhere)]);
        }

        var found = ServiceDrifts.Find(box)
            .Concat(HttpDrifts.Find(box))
            .Concat(RtpDrifts.Find(box))
            .Concat(ModuleDrifts.Find(box))
            .Concat(WizardDrifts.Find(box))
            .Concat(PjsipDrifts.Find(box))
            .Concat(ReferenceDrifts.Find(box))
            .Concat(TransportDrifts.Find(box))
            .Concat(TransportCertificateDrifts.Find(box))
            .Concat(RegistrationDrifts.Find(box))
            .Concat(FrozenTypeDrifts.Find(box))
            .Concat(TwinDrifts.Find(box))
            .Concat(SipDrifts.Find(box))
            .Concat(Fail2banDrifts.Find(box))
            .Concat(CertificateDrifts.Find(box))
            .Concat(ForeignDrifts.Find(box))
            .Concat(AccessDrifts.Find(box))
            .ToList();
        var (drifts, ignored) = IgnoredFields.Part(box, found);
        drifts.AddRange(OwnershipDrifts.Find(box, drifts).ToList());
        var origins = new DriftOrigins(box, drifts);
        var held = HeldDrifts.Find(box).ToList();

        // What somebody puts back, or must not be tried, is left as it is, and it is told once, whatever memory makes of it.
        var left = held.Where(h => h.IsContested).Select(h => h.Resource.Object)
            .Concat(box.Holds.Where(h => h.Kind == HoldKind.Unready).Select(h => h.Object)).ToHashSet();
        var told = drifts.Where(d => d.Cure != Cure.Ours || !left.Contains(d.Resource.Object))
            .Select(d => Contested(box, DriftStory.Tell(box, d with { Origin = origins.Of(d) }))).Concat(held);
        return new DriftReport(told.ToEquatableArray(), Unknown(box).ToEquatableArray())
        {
            Ignored = ignored,
        };
    }

    private static Drift Contested(BoxView box, Drift drift)
    {
        if (drift.Cure != Cure.Ours || drift.Kind == DriftKind.Service || box.Past.Contested.Count == 0
            || box.Holds.FirstOrDefault(h => h.Kind == HoldKind.Contested && h.Object == drift.Resource.Object) is not { } hold)
        {
            return drift;
        }

        return drift with
        {
            Cure = Cure.Person,
            IsContested = true,
            Consequence = $"{drift.Consequence}; {hold.Reason}{(drift.Writer is { } writer ? $" ({writer})" : "")}",
        };
    }

    // A secret that is missing, or a file that was not read, keeps no change of anything else from being verified.
    private static IEnumerable<UnknownFact> Unknown(BoxView box) =>
        box.Secrets.Missing.Values.Distinct(StringComparer.Ordinal).Select(why => Missing(box, why)).Concat(UnseenFiles.Told(box)).Select(why => new UnknownFact(Subject.Asterisk, why)).Concat(UnknownFacts(box));

    private static string Missing(BoxView box, string why) =>
        box.Holds.Where(h => h.Reason == why).Select(h => h.Object.ToString()).ToList() is { Count: > 0 } held ? $"{why} Until then {Listing.Of(held)} stays as it is" : why;

    private static IEnumerable<UnknownFact> UnknownFacts(BoxView box)
    {
        if (box.Seen.Asterisk is AsteriskLife.Stopped or AsteriskLife.Hung)
        {
            return []; // told as a drift of the service; that its memory cannot be read says nothing more
        }

        var memory = box.Seen.Memory;
        (Subject Subject, string What, string? Why, bool Needed)[] facts =
        [
            (Subject.Asterisk, "channels in progress", memory.Channels.Missing, true),
            (Subject.Http, "the web server's listeners", memory.Http.Missing, !box.Desired.Http.IsEmpty),
            (Subject.Rtp, "the settings of sound in memory", memory.Rtp.Missing, !box.Desired.Rtp.IsEmpty),
            (Subject.Modules, "the web socket transport", memory.WebSocketTransport.Missing, box.Desired.Pjsip.Any(WebRtc.IsSoftphone)),
            (Subject.Pjsip, "endpoints in memory", memory.Endpoints.Missing, !box.Desired.Pjsip.IsEmpty),
            (Subject.Pjsip, "auths in memory", memory.Auths.Missing, !box.Desired.Pjsip.IsEmpty),
            (Subject.Pjsip, "AORs in memory", memory.Aors.Missing, !box.Desired.Pjsip.IsEmpty),
            .. memory.Others.Select(o => (Subject.Pjsip, $"{o.Key.Key()} in memory", o.Value.Missing, true)),
            (Subject.Sip, "chan_sip's peers", memory.SipPeers.Missing, !box.Desired.SipAbsent.IsEmpty),
            (Subject.Modules, "who answers on the WebSocket", box.Seen.Client.Answers.Missing, WebRtc.Probed(box.Desired) is not null),
            (Subject.Fail2ban, "fail2ban's memory", box.Seen.Jails.Missing, box.Desired.IgnoreIp is not null && box.Seen.Fail2ban == Fail2banLife.Running),
        ];
        facts =
        [
            .. facts,
            (Subject.Asterisk, "which files Asterisk may read", box.Seen.Unreadable.Missing, true),
            (Subject.Pjsip, "names of endpoints in memory", memory.EndpointNames.Missing, !box.Desired.Pjsip.IsEmpty),
            (Subject.Pjsip, "transports in memory", memory.TransportNames.Missing, box.Desired.Pjsip.Any(o => o["transport"] is not null)),
            (Subject.Fail2ban, "the address that we come from", box.Seen.OurAddress.Missing, box.Desired.IgnoreIp is not null),
            (Subject.Fail2ban, "whom the kernel keeps out", box.Seen.Kernel.Missing, box.Desired.IgnoreIp is not null && BansSomebody(box)),
            .. TransportCertificateDrifts.Unknown(box).Select(f => (Subject.Pjsip, f.What, f.Why, f.Needed)),
            .. RegistrationDrifts.Unknown(box).Concat(Uncompared.Unknown(box)).Select(f => (Subject.Pjsip, f.What, f.Why, f.Needed)),
            .. HttpDrifts.Unknown(box).Select(f => (Subject.Http, f.What, f.Why, f.Needed)),
            (Subject.Pjsip, "whether PJSIP has a port for desk phones", memory.TransportProtocols.Missing, box.Desired.Pjsip.Any(TransportDrifts.Needs)),
            (Subject.Pjsip, "whether registrations are taken", memory.Registrations.Missing, box.Desired.Pjsip.Any(o => o.Type == PjsipType.Registration)),
            (Subject.Asterisk, "from where Asterisk reads its configuration", memory.ConfigDirectory.Missing, true),
        ];
        return facts.Where(f => f.Needed && f.Why is not null).Select(f => new UnknownFact(f.Subject, $"{f.What}: {f.Why}"));
    }

    private static bool BansSomebody(BoxView box) =>
        box.Seen.Jails.TryGet(out var jails) && jails.Values.Any(j => !j.Banned.IsEmpty && Fail2banDrifts.Bans(j));
}
