using System.Collections.Immutable;
using System.Text;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Modules;
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
        var box = Wanting("extensions:", "extensions:\n  \"252\": {profile: webrtc, name: B, password: {secret: softphone-251}}");
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
        var box = Wanting("max_contacts: 5", "max_contacts: 4");
        var before = box.Plan("r2");
        box.Blind = o => o.Answered(EndpointNamesQuestion.Instance, With(o, "carrier"));
        box["pjsip_additional.conf"] += "\n[carrier]\ntype=endpoint\n";
        before = box.Plan("r2");
        var seen = box.Blind(box.Observe());
        box.Apply(before);
        box.Blind = o => o.Answered(EndpointNamesQuestion.Instance, Fact.Known<ImmutableHashSet<string>>(["250", "251"]));

        var verdict = Judge(box, before, seen, PjsipSubject.Instance);

        Assert.True(verdict.IsWorse);
        Assert.Contains("endpoint carrier existed before and is gone", verdict.Missing.Select(m => m.ToString()));
    }

    [Fact]
    public void What_others_took_out_and_nobody_had_loaded_is_not_charged_to_us()
    {
        var box = Wanting("max_contacts: 5", "max_contacts: 4");
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

    [Fact]
    public void A_change_in_quarantine_is_kept_as_it_was_confirmed_and_the_rest_is_healed()
    {
        var box = SimulatedBox.Converged();
        var confirmed = Encoding.UTF8.GetBytes(box["reconciler_pjsip.conf"]);
        box.Desired = Wanting("max_contacts: 5", "max_contacts: 4").Desired;
        box.Past = Quarantined(box, "aor 250", confirmed);
        box["reconciler_pjsip.conf"] = "; wiped\n";

        var plan = box.Plan(Noon, "r2");
        box.Apply(plan);

        Assert.Contains("max_contacts=5", box["reconciler_pjsip.conf"], StringComparison.Ordinal);
        Assert.DoesNotContain("max_contacts=4", box["reconciler_pjsip.conf"], StringComparison.Ordinal);
        var left = box.Plan(Noon, "r2");
        Assert.False(left.HasWork);
        Assert.Equal("aor 250", Assert.Single(left.Report.Drifts, d => d.IsQuarantined).Resource.Name);
        Assert.Contains("aor 250", Assert.Single(left.Quarantined).Text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_in_quarantine_stays_as_our_file_has_it_where_what_was_confirmed_is_not_known()
    {
        var box = Wanting("max_contacts: 5", "max_contacts: 4");
        box.Past = Quarantined(box, "aor 250", []) with { Confirmed = new Dictionary<Subject, ReadOnlyMemory<byte>>() };

        Assert.False(box.Plan(Noon, "r2").HasWork);
    }

    [Theory]
    [InlineData("; a comment of the web interface\n", false)]
    [InlineData("\n[carrier]\ntype=endpoint\n", true)]
    public void It_ends_when_what_others_say_has_changed_in_meaning(string theirs, bool ends)
    {
        var box = Wanting("max_contacts: 5", "max_contacts: 4");
        box.Past = Quarantined(box, "aor 250", Encoding.UTF8.GetBytes(box["reconciler_pjsip.conf"]));
        Assert.False(box.Plan(Noon, "r2").HasWork);

        box["pjsip_additional.conf"] += theirs;

        Assert.Equal(ends, box.Plan(Noon, "r2").Edits.Any(e => e.Path == PjsipSubject.Config.Own));
        // And not within the pause after the failure.
        Assert.False(box.Plan(Noon - TimeSpan.FromHours(1) + TimeSpan.FromSeconds(4), "r2").HasWork);
    }

    [Fact]
    public void It_ends_when_the_desired_state_says_otherwise_or_a_person_insists()
    {
        var box = Wanting("max_contacts: 5", "max_contacts: 4");
        var past = Quarantined(box, "aor 250", Encoding.UTF8.GetBytes(box["reconciler_pjsip.conf"]));
        box.Past = past with { OverridesQuarantine = true };
        Assert.True(box.Plan(Noon, "r2").HasWork);
        box.Past = past;
        Assert.False(box.Plan(Noon, "r3").HasWork); // another revision that says the same

        box.Desired = Wanting("max_contacts: 5", "max_contacts: 3").Desired;

        Assert.True(box.Plan(Noon, "r3").HasWork);
    }

    [Fact]
    public void A_restart_that_did_not_help_is_not_made_again_unchanged_and_holds_nothing_else_up()
    {
        var box = SimulatedBox.Converged();
        box.Answers = WebSocketAnswer.ChanSip;
        box["reconciler_pjsip.conf"] = box["reconciler_pjsip.conf"].Replace("context=from-internal", "context=x", StringComparison.Ordinal);
        Assert.Contains(AsteriskActivations.Restart, box.Plan(Noon).Activations.Select(a => a.Activation));
        box.Past = Vain(box, ModulesSubject.Instance, AsteriskActivations.Restart);

        var plan = box.Plan(Noon);

        Assert.Equal([PjsipActivations.Reload], plan.Activations.Select(a => a.Activation));
        Assert.Contains("not repeated until something that it depends on changes", Assert.Single(plan.Quarantined).Text.ToString(),
            StringComparison.Ordinal);
        box["modules_custom.conf"] += "\n[modules](+)\nnoload=chan_alsa.so\n";
        Assert.Contains(AsteriskActivations.Restart, box.Plan(Noon).Activations.Select(a => a.Activation));
    }

    [Fact]
    public void A_reload_that_did_not_help_is_made_again_after_pauses_that_grow()
    {
        var box = SimulatedBox.Converged();
        box.Remember(PjsipType.Aor, "250", "max_contacts", "9");
        var past = Vain(box, PjsipSubject.Instance, PjsipActivations.Reload);
        var entry = past.Quarantine[0];
        foreach (var (attempts, pause) in ((int, int)[])[(1, 20), (2, 40), (3, 80), (8, 1800), (40, 1800)])
        {
            box.Past = past with { Quarantine = [entry with { Attempts = attempts, At = Noon }] };
            Assert.False(box.Plan(Noon + TimeSpan.FromSeconds(pause - 1)).HasWork);
            Assert.True(box.Plan(Noon + TimeSpan.FromSeconds(pause)).HasWork);
        }
    }

    [Fact]
    public void What_a_person_took_back_is_not_tried_again_whatever_happens_on_the_box()
    {
        var entry = new QuarantineEntry { Subject = PjsipSubject.Instance, Object = new PjsipId(PjsipType.Aor, "250"), Wanted = "aa",
            Inputs = QuarantineEntry.ByPerson, Attempts = 1, At = Noon, Reason = "nobody confirmed it in time" };
        Assert.True(entry.IsInForce("other", Noon + TimeSpan.FromDays(30), TimeSpan.FromSeconds(20)));
        Assert.False((entry with { Inputs = "bb" }).IsInForce("other", Noon + TimeSpan.FromDays(30)));
    }

    [Fact]
    public void What_is_kept_on_the_box_comes_back_as_it_was()
    {
        var entry = new QuarantineEntry { Subject = ChanSipSubject.Instance, Object = new SipPeerId("2 5"), Wanted = "aa", Inputs = "bb",
            Attempts = 3, At = Noon, Reason = "it's\tnot\nproved" };

        Assert.Equal(entry with { Reason = "it's not proved" }, QuarantineLine.Parse(QuarantineLine.Write(entry)));
        var activation = entry with { Object = null, Activation = ChanSipActivations.Reload, Reason = "x" };
        Assert.Equal(activation, QuarantineLine.Parse(QuarantineLine.Write(activation)));
        string[] foreign =
        [
            "", "x", "pjsip\taor 1\tb\tc\tmany\t1\tr", "nobody\taor 1\tb\tc\t1\t1\tr", "pjsip\taor 1\tb\tc\t1\t99999999999999\tr",
            "pjsip\tno such thing\tb\tc\t1\t1\tr", "pjsip\tactivation NoSuch\tb\tc\t1\t1\tr", "sip\taor 1\tb\tc\t1\t1\tr",
        ];
        Assert.All(foreign, l => Assert.Null(QuarantineLine.Parse(l)));
    }

    private static (SimulatedBox Box, Plan Before, Observation Seen) Spoilt(Action<SimulatedBox> spoil)
    {
        var box = SimulatedBox.Converged();
        spoil(box);
        return (box, box.Plan(), box.Observe());
    }

    private static SimulatedBox Wanting(string old, string wanted)
    {
        var box = SimulatedBox.Converged();
        box.Desired = SimulatedBox.Read(SimulatedBox.SampleState().Replace(old, wanted, StringComparison.Ordinal));
        return box;
    }

    private static PartVerdict Judge(SimulatedBox box, Plan before, Observation seen, Subject subject) =>
        PartVerification.Judge(before.Of(subject), before, seen, box.Plan(before.Revision), box.Blind(box.Observe()), waits: false);

    private static Func<Observation, Observation> Without(string endpoint) => o => o
        .Answered(PjsipObjectsQuestion.Of(PjsipType.Endpoint), o.Memory.Endpoints.Select(known => known.Remove(endpoint)))
        .Answered(EndpointNamesQuestion.Instance, o.Memory.EndpointNames.Select(names => names.Remove(endpoint)));

    private static Fact<ImmutableHashSet<string>> With(Observation seen, string endpoint) =>
        seen.Memory.EndpointNames.Select(names => names.Add(endpoint));

    private static Past Quarantined(SimulatedBox box, string name, byte[] confirmed)
    {
        var view = box.View(Noon, "r2");
        return new Past
        {
            Confirmed = new Dictionary<Subject, ReadOnlyMemory<byte>> { [PjsipSubject.Instance] = confirmed },
            Quarantine =
            [
                new QuarantineEntry
                {
                    Subject = PjsipSubject.Instance, Object = KnownSubjects.Resource(name), Wanted =
                        view.Digest(KnownSubjects.Resource(name)!), Inputs = view.Inputs(PjsipSubject.Instance), Attempts = 1,
                    At = Noon - TimeSpan.FromHours(1), Reason = "not proved",
                },
            ],
        };
    }

    private static Past Vain(SimulatedBox box, Subject subject, Activation activation) => new()
    {
        Quarantine =
        [
            new QuarantineEntry
            {
                Subject = subject, Activation = activation, Wanted = "", Inputs = box.View(Noon).Inputs(subject), Attempts = 1,
                At = Noon - (activation == AsteriskActivations.Restart ? TimeSpan.FromHours(1) : TimeSpan.FromSeconds(1)),
                    Reason = "not proved",
            },
        ],
    };
}
