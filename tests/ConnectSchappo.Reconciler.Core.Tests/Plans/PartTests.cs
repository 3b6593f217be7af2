using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Services;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>
/// Each subject of a plan is a part with a fate of its own: what it consists of, what is held in it, and how it is judged.
/// </summary>
public class PartTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_factory_box_is_five_parts_of_which_a_restart_serves_one_and_spares_three_their_reloads()
    {
        var plan = SimulatedBox.Factory().Plan();

        Assert.Equal(["http", "modules", "pjsip", "sip", "fail2ban"], plan.Parts.Select(p => p.Subject.Name));
        var restart = plan.Activations.Single(a => a.Activation == AsteriskActivations.Restart);
        Assert.Equal(["modules"], restart.Serves.Select(s => s.Name));
        Assert.Equal([HttpActivations.Reload, PjsipActivations.Reload, ChanSipActivations.Reload],
            restart.Covers.Select(c => c.Activation));
        Assert.Equal(["pjsip"], plan.Of(ChanSipSubject.Instance).After.Select(s => s.Name));
    }

    [Fact]
    public void Without_the_part_that_needs_the_restart_the_others_get_their_own_reloads()
    {
        var plan = SimulatedBox.Factory().Plan().Only(new HashSet<Subject> { HttpSubject.Instance, PjsipSubject.Instance });

        Assert.Equal([HttpActivations.Reload, PjsipActivations.Reload], plan.Activations.Select(a => a.Activation));
        Assert.All(plan.Edits, e => Assert.Contains(e.Subject, (Subject[])[HttpSubject.Instance, PjsipSubject.Instance]));
    }

    [Fact]
    public void A_part_is_judged_by_its_own_subject_alone()
    {
        var (box, before, seen) =
            Spoilt(b => b["reconciler_pjsip.conf"] = b["reconciler_pjsip.conf"]
                .Replace("context=from-internal", "context=x", StringComparison.Ordinal));
        box.Apply(before.Only(new HashSet<Subject> { PjsipSubject.Instance }));
        box.Fail2ban = Fail2banLife.Stopped;
        box.Answers = WebSocketAnswer.Nobody;

        Assert.True(Judge(box, before, seen, PjsipSubject.Instance).IsProved);
    }

    [Fact]
    public void What_was_wrong_before_and_is_no_worse_speaks_against_nothing()
    {
        var (box, before, seen) = Spoilt(b =>
        {
            b["reconciler_http.conf"] = b["reconciler_http.conf"].Replace("8088", "8087", StringComparison.Ordinal);
            // It has run out.
            b.OnDisk = Fact.Known(new Certificate("aa11bb22cc33dd44ee55", DateTimeOffset.UnixEpoch, Noon - TimeSpan.FromDays(9)));
        });
        box.Apply(before);

        Assert.True(Judge(box, before, seen, HttpSubject.Instance).IsProved);
    }

    [Fact]
    public void An_object_that_Asterisk_did_not_take_is_to_blame_alone()
    {
        var box = SimulatedBox.Wanting(
            "extensions:", "extensions:\n  \"252\": {profile: webrtc, name: B, password: {secret: softphone-251}}");
        var (before, seen) = (box.Plan("r2"), box.Observe());
        box.Apply(before);
        box.Blind = Without("252");

        var verdict = Judge(box, before, seen, PjsipSubject.Instance);

        Assert.Equal((false, false), (verdict.IsProved, verdict.IsWorse));
        Assert.Equal(["endpoint 252"], verdict.Blamed.Select(b => b.Name));
    }

    [Fact]
    public void What_somebody_elses_objects_lose_by_it_is_the_whole_parts_blame()
    {
        var box = SimulatedBox.Wanting("max_contacts: 5", "max_contacts: 4");
        var before = box.Plan("r2");
        box.Blind = o => o.Answered(EndpointNamesQuestion.Instance, With(o, "carrier"));
        box["pjsip_additional.conf"] += "\n[carrier]\ntype=endpoint\n";
        before = box.Plan("r2");
        var seen = box.Blind(box.Observe());
        box.Apply(before);
        box.Blind = o => o.Answered(EndpointNamesQuestion.Instance, Fact.Known<ImmutableHashSet<string>>(["250", "251"]));

        var verdict = Judge(box, before, seen, PjsipSubject.Instance);

        Assert.True(verdict.IsWorse);
        Assert.Contains("endpoint carrier existed before and is gone", verdict.Missing.Select(m => m.English()));
    }

    [Fact]
    public void What_others_took_out_and_nobody_had_loaded_is_not_charged_to_us()
    {
        var box = SimulatedBox.Wanting("max_contacts: 5", "max_contacts: 4");
        box.Blind = o => o.Answered(EndpointNamesQuestion.Instance, With(o, "carrier")); // in memory, and in no file any more
        var (before, seen) = (box.Plan("r2"), box.Blind(box.Observe()));
        Assert.Equal(["endpoint carrier"], before.Goes.Select(g => g.Name));
        box.Apply(before);
        box.Blind = o => o;

        Assert.True(Judge(box, before, seen, PjsipSubject.Instance).IsProved);
    }

    [Fact]
    public void Whoever_writes_into_the_file_meanwhile_is_told_from_a_change_that_does_not_work()
    {
        var (box, before, seen) =
            Spoilt(b => b["reconciler_pjsip.conf"] = b["reconciler_pjsip.conf"]
                .Replace("context=from-internal", "context=x", StringComparison.Ordinal));
        box.Apply(before);
        box["reconciler_pjsip.conf"] = box["reconciler_pjsip.conf"].Replace("context=from-internal", "context=y", StringComparison.Ordinal);

        var verdict = Judge(box, before, seen, PjsipSubject.Instance);

        Assert.Equal((false, true, false), (verdict.IsProved, verdict.IsOvertaken, verdict.IsWorse));
    }

    [Fact]
    public void An_extension_that_PJSIP_has_not_got_does_not_leave_chan_sip()
    {
        var box = SimulatedBox.Factory();
        var (before, seen) = (box.Plan(), box.Observe());
        box.Apply(before);
        box.Blind = Without("250");

        Assert.Equal(["chan_sip peer 250"], Judge(box, before, seen, ChanSipSubject.Instance).Blamed.Select(b => b.Name));
    }

    private static (SimulatedBox Box, Plan Before, Observation Seen) Spoilt(Action<SimulatedBox> spoil)
    {
        var box = SimulatedBox.Converged();
        spoil(box);
        return (box, box.Plan(), box.Observe());
    }

    private static PartVerdict Judge(SimulatedBox box, Plan before, Observation seen, Subject subject) =>
        PartVerification.Judge(before.Of(subject), before, seen, box.Plan(before.Revision), box.Blind(box.Observe()), waits: false);

    private static Func<Observation, Observation> Without(string endpoint) => o => o
        .Answered(PjsipObjectsQuestion.Of(PjsipType.Endpoint), o.Memory.Endpoints.Select(known => known.Remove(endpoint)))
        .Answered(EndpointNamesQuestion.Instance, o.Memory.EndpointNames.Select(names => names.Remove(endpoint)));

    private static Fact<ImmutableHashSet<string>> With(Observation seen, string endpoint) =>
        seen.Memory.EndpointNames.Select(names => names.Add(endpoint));
}
