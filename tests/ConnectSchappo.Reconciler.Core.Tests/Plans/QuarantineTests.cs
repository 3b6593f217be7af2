using System.Text;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Modules;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Services;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>What did not work is kept in quarantine: it is not tried again unchanged, and holds nothing else up.</summary>
public class QuarantineTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_change_in_quarantine_is_kept_as_it_was_confirmed_and_the_rest_is_healed()
    {
        var box = SimulatedBox.Converged();
        var confirmed = Encoding.UTF8.GetBytes(box["reconciler_pjsip.conf"]);
        box.Desired = SimulatedBox.Wanting("max_contacts: 5", "max_contacts: 4").Desired;
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
        var box = SimulatedBox.Wanting("max_contacts: 5", "max_contacts: 4");
        box.Past = Quarantined(box, "aor 250", []) with { Confirmed = new Dictionary<Subject, ReadOnlyMemory<byte>>() };

        Assert.False(box.Plan(Noon, "r2").HasWork);
    }

    [Theory]
    [InlineData("; a comment of the web interface\n", false)]
    [InlineData("\n[carrier]\ntype=endpoint\n", true)]
    public void It_ends_when_what_others_say_has_changed_in_meaning(string theirs, bool ends)
    {
        var box = SimulatedBox.Wanting("max_contacts: 5", "max_contacts: 4");
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
        var box = SimulatedBox.Wanting("max_contacts: 5", "max_contacts: 4");
        var past = Quarantined(box, "aor 250", Encoding.UTF8.GetBytes(box["reconciler_pjsip.conf"]));
        box.Past = past with { OverridesQuarantine = true };
        Assert.True(box.Plan(Noon, "r2").HasWork);
        box.Past = past;
        Assert.False(box.Plan(Noon, "r3").HasWork); // another revision that says the same

        box.Desired = SimulatedBox.Wanting("max_contacts: 5", "max_contacts: 3").Desired;

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

    [Theory]
    [InlineData(1, 5)]
    [InlineData(3, 20)]
    [InlineData(10, 60)]
    public void After_a_repair_a_reload_is_made_again_within_a_minute_however_often_it_failed(int attempts, int pause)
    {
        var entry = new QuarantineEntry
        {
            Subject = PjsipSubject.Instance, Activation = PjsipActivations.Reload, Wanted = "", Inputs = "broken", Attempts = attempts,
            At = Noon, Reason = "it was not verified",
        };

        Assert.True(entry.IsInForce("repaired", Noon + TimeSpan.FromSeconds(pause - 1), TimeSpan.FromSeconds(20)));
        Assert.False(entry.IsInForce("repaired", Noon + TimeSpan.FromSeconds(pause), TimeSpan.FromSeconds(20)));
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
