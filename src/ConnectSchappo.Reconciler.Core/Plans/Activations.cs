using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Services;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>The least activations that make a plan's edits, and what memory lacks, effective.</summary>
internal static class Activations
{
    private static readonly (Chain Chain, Activation Activation)[] OfChains =
    [
        (Chain.Http, Activation.HttpReload), (Chain.Rtp, Activation.RtpReload), (Chain.Pjsip, Activation.PjsipReload), (Chain.Sip, Activation.SipReload),
    ];

    /// <param name="tried">What was tried in vain and is not to be tried again now; what is left out is told there.</param>
    public static IEnumerable<PlannedActivation> For(
        BoxView box, DriftReport report, EquatableArray<FileEdit> edits, IReadOnlyDictionary<Subject, string> blocked, VainActivations tried)
    {
        var ours = report.Drifts.Where(d => d.Cure == Cure.Ours && !blocked.ContainsKey(d.Subject)).ToList();
        foreach (var step in blocked.ContainsKey(Fail2banSubject.Instance) ? [] : Fail2ban(box, ours, edits).Where(s => tried.IsLeft(s, edits)))
        {
            yield return step;
        }

        if (ours.Exists(d => d.Resource is ServiceId && d.Subject == AsteriskSubject.Instance))
        {
            var start = Step(Activation.StartAsterisk, AsteriskSubject.Instance, "policy.service is ensure and Asterisk is stopped", "nobody: nobody can call now");
            if (tried.IsLeft(start, edits))
            {
                yield return start with { Covers = Reloads(box, ours, edits).ToEquatableArray() };
            }

            yield break;
        }

        var restart = Restart(box, ours, edits, tried) is { } needed
            ? Withheld(box, needed, StartLosses.Find(box, report, blocked).ToEquatableArray())
            : null;
        var reloads = Reloads(box, ours, edits).Where(s => tried.IsLeft(s, edits)).ToList();
        var covers = restart is { WaitsFor: null } && box.Desired.Policy.RestartWhen != RestartWhen.Never;
        foreach (var reload in covers ? [] : reloads)
        {
            yield return reload;
        }

        if (restart is not null)
        {
            yield return restart with { Covers = covers ? reloads.Where(r => !restart.Serves.Contains(r.Serves[0])).ToEquatableArray() : [] };
        }
    }

    private static IEnumerable<PlannedActivation> Reloads(BoxView box, List<Drift> ours, EquatableArray<FileEdit> edits)
    {
        foreach (var (chain, activation) in OfChains)
        {
            var reasons = Reasons(chain, ours, edits);
            if (reasons.Count > 0)
            {
                var modules = activation == Activation.PjsipReload ? PjsipModules(box) : [];
                var disturbs = Disturbs(box, activation, ours);
                yield return Step(activation, KnownSubjects.Of(chain), Listing.Of(reasons), Cost(activation, disturbs)) with { Arguments = modules, Disturbs = disturbs };
            }
        }
    }

    private static IEnumerable<PlannedActivation> Fail2ban(BoxView box, List<Drift> ours, EquatableArray<FileEdit> edits)
    {
        if (box.Seen.Fail2ban != Fail2banLife.Running)
        {
            if (ours.Exists(d => d.Resource is ServiceId && d.Subject == Fail2banSubject.Instance))
            {
                yield return Step(Activation.StartFail2ban, Fail2banSubject.Instance, "policy.service is ensure and fail2ban is stopped", "nobody");
            }

            yield break;
        }

        var unenforced = ours.Where(d => d.Needs == DriftNeed.JailRestart).ToList();
        if (edits.Any(e => e.Path == Fail2banSubject.Jail) || ours.Exists(d => d.Kind == DriftKind.Fail2ban))
        {
            var reasons = unenforced.Count == 0 ? "the whitelist changes" : string.Join("; ", unenforced.Select(d => $"{d.Resource}: {d.Memory}"));
            yield return Step(Activation.Fail2banReload, Fail2banSubject.Instance, reasons, "nobody: bans are kept") with
            {
                Arguments = unenforced.Select(d => d.Resource).OfType<JailId>().Select(j => j.Jail).ToEquatableArray(),
            };
        }

        var banned = ours.Select(d => d.Resource).OfType<BanId>().Select(b => b.Address).Distinct(StringComparer.Ordinal).ToEquatableArray();
        if (!banned.IsEmpty)
        {
            yield return Step(Activation.Unban, Fail2banSubject.Instance, $"protected and banned: {string.Join(", ", banned)}", "nobody") with { Arguments = banned };
        }
    }

    private static PlannedActivation? Restart(BoxView box, List<Drift> ours, EquatableArray<FileEdit> edits, VainActivations tried)
    {
        var needing = ours.Where(d => d.Needs == DriftNeed.Restart).GroupBy(d => d.Subject)
            .Where(g => tried.IsLeft(Step(Activation.Restart, g.Key, "", ""), edits)).ToList();
        if (needing.Count == 0)
        {
            return null;
        }

        var reason = ours.First(d => d.Needs == DriftNeed.Restart && needing.Exists(g => g.Key == d.Subject));
        var known = box.Seen.Memory.Channels.TryGet(out var channels);
        var (policy, now) = (box.Desired.Policy, box.Past.Now);
        var cuts = policy.RestartWhen == RestartWhen.Now && (channels > 0 || !known);
        var cost = "new calls for about two seconds, and every registration is asked again"
            + (!cuts ? "" : known ? $"; CUTS {channels} channel(s) in progress" : "; CUTS whatever calls are in progress: how many is not known");
        var waits = Waits(policy, known ? channels : null, now);
        return new PlannedActivation(Activation.Restart, $"{reason.Subject}: {reason.Consequence}", cost, [], waits)
        {
            Serves = needing.Select(g => g.Key).ToEquatableArray(),
            Disturbs = cuts ? Disturbance.CallsInProgress : Disturbance.Everybody,
            Channels = known ? channels : null,
            Opens = policy.RestartWindow is { } window && !window.IsOpen(now) ? window.NextOpening(now) : null,
            AlertAfter = waits is null ? null : policy.RestartMaxWait,
        };
    }

    // Nobody is to lose by a restart what a reload, or nothing at all, would leave them: not even by one that may be made at once.
    private static PlannedActivation Withheld(BoxView box, PlannedActivation restart, EquatableArray<string> loses) =>
        loses.IsEmpty ? restart
        : box.Past.OverridesQuarantine ? restart with { Loses = loses }
        : restart with
        {
            Loses = loses,
            WaitsFor = $"a start that takes nothing away that works now: {Listing.Of(loses, 3)}; or by apply --force",
            Opens = null,
            AlertAfter = box.Desired.Policy.RestartMaxWait,
        };

    // Each reads its own object types. Source: what "pjsip reload" of Issabel's cli_aliases.conf expands to.
    private static EquatableArray<string> PjsipModules(BoxView box)
    {
        var types = box.Desired.Pjsip.Select(o => o.Type).Concat(PjsipDrifts.Removed(box).Select(r => r.Type)).ToHashSet();
        List<string> modules = ["res_pjsip.so"];
        if (types.Contains(PjsipType.Identify))
        {
            modules.Add("res_pjsip_endpoint_identifier_ip.so");
        }

        if (types.Contains(PjsipType.Registration))
        {
            modules.Add("res_pjsip_outbound_registration.so");
        }

        return modules.ToEquatableArray();
    }

    private static string? Waits(Policy policy, int? channels, DateTimeOffset now)
    {
        if (policy.RestartWindow is { } window && !window.IsOpen(now))
        {
            return $"the window of {window.From:HH\\:mm} to {window.To:HH\\:mm} {window.Zone}";
        }

        return policy.RestartWhen != RestartWhen.Idle || channels == 0 ? null
            : channels is { } up ? $"{up} channel(s) in progress to end" : "the number of calls to be known";
    }

    private static List<string> Reasons(Chain chain, List<Drift> ours, EquatableArray<FileEdit> edits)
    {
        var drifts = ours.Where(d => d.Chain == chain).ToList();
        if (drifts.Count > 0 && drifts.TrueForAll(d => d.Needs != DriftNeed.Reload))
        {
            return [];
        }

        var reasons = edits.Where(e => !e.IsTouch && e.Subject.Chain == chain).Select(e => Path.GetFileName(e.Path)).ToList();
        reasons.AddRange(drifts.Where(d => d.InMemory && d.Needs == DriftNeed.Reload).Select(d => $"{d.Name} in memory"));
        return reasons;
    }

    // A reload leaves open sockets alone; one that moves the listener was not tried with sockets open.
    private static Disturbance Disturbs(BoxView box, Activation activation, List<Drift> ours) => activation switch
    {
        Activation.HttpReload when ours.Exists(d => d.Kind == DriftKind.Http && IsOfTls(box, d.Field)) => Disturbance.WebSockets,
        Activation.RtpReload or Activation.PjsipReload => Disturbance.NewCalls,
        _ => Disturbance.Nobody,
    };

    private static bool IsOfTls(BoxView box, string field) =>
        field == Listener.Tls || box.Desired.Catalogue.Http[field].Listeners.Contains(Listener.Tls);

    private static string Cost(Activation activation, Disturbance disturbs) => activation switch
    {
        Activation.HttpReload when disturbs == Disturbance.WebSockets => "nobody on the phone; the TLS listener changes, and softphones connect again",
        Activation.HttpReload => "nobody: open WebSockets stay",
        Activation.RtpReload => "nobody: calls keep their sound, new ones use the new values",
        Activation.PjsipReload => "nobody: calls and contacts stay, new calls use the new values",
        _ => "nobody: calls and registrations stay",
    };

    private static PlannedActivation Step(Activation activation, Subject subject, string reason, string cost) => new(activation, reason, cost, [], null) { Serves = [subject] };
}
