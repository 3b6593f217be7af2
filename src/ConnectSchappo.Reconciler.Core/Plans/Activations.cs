using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>The least activations that make a plan's edits, and what memory lacks, effective.</summary>
internal static class Activations
{
    private static readonly (Chain Chain, Activation Activation)[] Reloads =
    [
        (Chain.Http, Activation.HttpReload), (Chain.Rtp, Activation.RtpReload), (Chain.Pjsip, Activation.PjsipReload), (Chain.Sip, Activation.SipReload),
    ];

    public static IEnumerable<PlannedActivation> For(
        BoxView box, DriftReport report, EquatableArray<FileEdit> edits, IReadOnlyDictionary<Chain, string> blocked,
        DateTimeOffset now)
    {
        var ours = report.Drifts.Where(d => d.Cure == Cure.Ours && (d.Chain is null || !blocked.ContainsKey(d.Chain))).ToList();
        var steps = box.Desired.Policy.Mode == PolicyMode.Enforce && box.Desired.Policy.ModeOf(DesiredKind.Fail2ban) == PolicyMode.Observe ? [] : Fail2ban(box, ours, edits).ToList();
        if (ours.Exists(d => d is { Kind: DriftKind.Service, Resource: "asterisk" }))
        {
            steps.Add(Step(Activation.StartAsterisk, "policy.service is ensure and Asterisk is stopped", "nobody: nobody can call now"));
            return steps;
        }

        var restart = Restart(box, ours, now);
        var covers = restart is { WaitsFor: null } && box.Desired.Policy.RestartWhen != RestartWhen.Never;
        foreach (var (chain, activation) in Reloads)
        {
            var reasons = Reasons(box, chain, ours, edits);
            if (reasons.Count > 0 && !covers)
            {
                var modules = activation == Activation.PjsipReload ? PjsipModules(box) : [];
                var disturbs = Disturbs(activation, ours);
                steps.Add(Step(activation, Listing.Of(reasons), Cost(activation, disturbs)) with { Arguments = modules, Disturbs = disturbs });
            }
        }

        if (restart is not null)
        {
            steps.Add(restart);
        }

        return steps;
    }

    private static IEnumerable<PlannedActivation> Fail2ban(BoxView box, List<Drift> ours, EquatableArray<FileEdit> edits)
    {
        if (box.Seen.Fail2ban != Fail2banLife.Running)
        {
            if (ours.Exists(d => d is { Kind: DriftKind.Service, Resource: "fail2ban" }))
            {
                yield return Step(Activation.StartFail2ban, "policy.service is ensure and fail2ban is stopped", "nobody");
            }

            yield break;
        }

        var unenforced = ours.Where(d => d.Kind == DriftKind.Fail2ban && d.Field.StartsWith(Fail2banDrifts.FirewallField, StringComparison.Ordinal)).ToList();
        if (edits.Any(e => e.Path == OwnFile.Jail) || ours.Exists(d => d.Kind == DriftKind.Fail2ban))
        {
            var reasons = unenforced.Count == 0 ? "the whitelist changes" : string.Join("; ", unenforced.Select(d => $"{d.Resource}: {d.Memory}"));
            yield return Step(Activation.Fail2banReload, reasons, "nobody: bans are kept") with
            {
                Arguments = unenforced.Select(d => d.Resource["fail2ban jail ".Length..]).ToEquatableArray(),
            };
        }

        var banned = ours.Where(d => d.Kind == DriftKind.Ban).Select(d => d.Field["ban of ".Length..]).Distinct(StringComparer.Ordinal).ToEquatableArray();
        if (!banned.IsEmpty)
        {
            yield return Step(Activation.Unban, $"protected and banned: {string.Join(", ", banned)}", "nobody") with { Arguments = banned };
        }
    }

    private static PlannedActivation? Restart(BoxView box, List<Drift> ours, DateTimeOffset now)
    {
        var reason = ours.Find(d => d.Needs == DriftNeed.Restart);
        if (reason is null)
        {
            return null;
        }

        var known = box.Seen.Memory.Channels.TryGet(out var channels);
        var policy = box.Desired.Policy;
        var cuts = policy.RestartWhen == RestartWhen.Now && (channels > 0 || !known);
        var cost = "new calls for about two seconds, and every registration is asked again"
            + (!cuts ? "" : known ? $"; CUTS {channels} channel(s) in progress" : "; CUTS whatever calls are in progress: how many is not known");
        var waits = Waits(policy, known ? channels : null, now);
        return new PlannedActivation(Activation.Restart, $"{reason.Subject}: {reason.Consequence}", cost, [], waits)
        {
            Disturbs = cuts ? Disturbance.CallsInProgress : Disturbance.Everybody,
            Channels = known ? channels : null,
            Opens = policy.RestartWindow is { } window && !window.IsOpen(now) ? window.NextOpening(now) : null,
            AlertAfter = waits is null ? null : policy.RestartMaxWait,
        };
    }

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

    private static List<string> Reasons(BoxView box, Chain chain, List<Drift> ours, EquatableArray<FileEdit> edits)
    {
        var drifts = ours.Where(d => d.Chain == chain).ToList();
        if (drifts.Count > 0 && drifts.TrueForAll(d => d.Needs != DriftNeed.Reload))
        {
            return [];
        }

        var reasons = edits.Where(e => !e.IsTouch && FileEdits.ChainOf(box, e.Path) == chain).Select(e => Path.GetFileName(e.Path)).ToList();
        reasons.AddRange(drifts.Where(d => d.InMemory && d.Needs == DriftNeed.Reload).Select(d => $"{d.Subject} in memory"));
        return reasons;
    }

    // A reload leaves open sockets alone; one that moves the listener was not tried with sockets open.
    private static Disturbance Disturbs(Activation activation, List<Drift> ours) => activation switch
    {
        Activation.HttpReload when ours.Exists(d => d.Kind == DriftKind.Http && d.Field is "TLS listener" or "enabled" or "tlsenable" or "tlsbindaddr") => Disturbance.WebSockets,
        Activation.RtpReload or Activation.PjsipReload => Disturbance.NewCalls,
        _ => Disturbance.Nobody,
    };

    private static string Cost(Activation activation, Disturbance disturbs) => activation switch
    {
        Activation.HttpReload when disturbs == Disturbance.WebSockets => "nobody on the phone; the TLS listener changes, and softphones connect again",
        Activation.HttpReload => "nobody: open WebSockets stay",
        Activation.RtpReload => "nobody: calls keep their sound, new ones use the new values",
        Activation.PjsipReload => "nobody: calls and contacts stay, new calls use the new values",
        _ => "nobody: calls and registrations stay",
    };

    private static PlannedActivation Step(Activation activation, string reason, string cost) => new(activation, reason, cost, [], null);
}
