using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Services;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>
/// A restart for one subject is held back by what the next start would lose of any other, and nothing else is: reloads go, the start of a
/// stopped Asterisk goes, and what Asterisk has not got now cannot be lost.
/// </summary>
public class StartLossTests
{
    private const string Pem = "/etc/asterisk/keys/asterisk.pem";

    private const string Carrier = "\n[carrier]\ntype=endpoint\ncontext=x\n";

    private const string Wizard = "/etc/asterisk/pjsip_wizard.conf";

    public static TheoryData<string> Cases => [.. Table.Keys];

    // What is wrong | how it comes about on a box that was in sync | what the restart waits for | how it ends
    private static readonly Dictionary<string, (Action<SimulatedBox> Spoil, string Told, Action<SimulatedBox> Mend)> Table = new(
        StringComparer.Ordinal)
    {
        ["half-renewed certificate"] =
            (b => b.Key = Fact.Known(KeyFit.Other), "install the key that belongs to the certificate",
                b => b.Key = Fact.Known(KeyFit.Fits)),
        ["locked key"] = (b => b.Key = Fact.Known(KeyFit.Locked), "openssl pkey -in", b => b.Key = Fact.Known(KeyFit.Fits)),
        ["unseen key"] = (b => b.Key = Fact.Unknown<KeyFit>($"no openssl"), "check that openssl is on the box",
            b => b.Key = Fact.Known(KeyFit.Fits)),
        ["closed certificate"] = (b => b.Unreadable.Add(Pem), $"make {Pem} readable by Asterisk's account", b => b.Unreadable.Clear()),
        ["closed file of chan_sip"] = (
            b => b.Unreadable.Add("/etc/asterisk/sip_additional.conf"),
            "its next start loads nothing of /etc/asterisk/sip.conf: chown --reference=/etc/asterisk/sip.conf "
                + "/etc/asterisk/sip_additional.conf",
            b => b.Unreadable.Clear()),
        ["closed wizards"] = (Of(b => b["pjsip_wizard.conf"] = "[phone300]\ntype=wizard\n", b => b.Unreadable.Add(Wizard)),
            $"touch {Wizard}", b => b.Unreadable.Clear()),
        ["broken top file"] =
            (b => b["sip.conf"] += "[broken\n", "nothing of /etc/asterisk/sip.conf", b => b["sip.conf"] = b["sip.conf"]
                .Replace("[broken\n", "", StringComparison.Ordinal)),
        ["two of one id among others"] = (
            Of(b => b["pjsip_additional.conf"] += Carrier + Carrier), "Asterisk loads no endpoint at its next start: remove one of the two",
            b => b["pjsip_additional.conf"] = b["pjsip_additional.conf"].Replace(Carrier + Carrier, Carrier, StringComparison.Ordinal)),
        ["two of one id of a type that nobody wants"] = (
            Of(b => b.Remember(PjsipType.Transport, "t"),
                b => b["pjsip_additional.conf"] += "\n[t]\ntype=transport\n[t]\ntype=transport\n"), "pjsip: transport t is defined at",
            b => b["pjsip_additional.conf"] = b["pjsip_additional.conf"]
                .Replace("[t]\ntype=transport\n[t]", "[t]", StringComparison.Ordinal)),
        ["an object of others that the last reload refused"] = (
            Of(b => b["pjsip_additional.conf"] += Carrier, b => b.Reload(PjsipSubject.Config),
                b => b["pjsip_additional.conf"] += "dtmf_mode=nonsense\n", b => b.Reload(PjsipSubject.Config),
                b => b.Complaints.Add(new(b.Clock, "endpoint", "carrier", "Error parsing dtmf_mode=nonsense"))),
            "Asterisk refused endpoint carrier at its last reload", b =>
                b["pjsip_additional.conf"] = b["pjsip_additional.conf"].Replace("dtmf_mode=nonsense\n", "", StringComparison.Ordinal)),
        ["a FIFO among what defines PJSIP's objects"] =
            (b => b.Unseen[Wizard] = UnseenReason.Special, $"{Wizard}: it is not a regular file", b => b.Unseen.Clear()),
        ["an included file of chan_sip that could not be read"] = (
            b => b.Unseen["/etc/asterisk/sip_nat.conf"] = UnseenReason.Unreadable, "/etc/asterisk/sip_nat.conf: reading it failed", b =>
                b.Unseen.Clear()),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_restart_waits_for_a_person_however_urgent_it_is_and_goes_by_itself_once_it_does_no_harm(string wrong)
    {
        var (spoil, told, mend) = Table[wrong];
        var box = SimulatedBox.Converged(SimulatedBox.SampleState().Replace("{when: idle,", "{when: now,", StringComparison.Ordinal));
        spoil(box);
        box.Answers = WebSocketAnswer.ChanSip; // a restart is needed

        var restart = Restart(box.Plan());

        Assert.Contains(told, restart.WaitsFor?.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(restart.Loses);
        Assert.Empty(restart.Covers);

        mend(box);
        Assert.Null(Restart(box.Plan()).WaitsFor);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_person_can_force_it_and_is_told_what_that_takes_away(string wrong)
    {
        var box = SimulatedBox.Converged();
        Table[wrong].Spoil(box);
        box.Answers = WebSocketAnswer.ChanSip;
        box.Past = Past.None with { OverridesQuarantine = true };

        var plan = box.Plan();

        Assert.Null(Restart(plan).WaitsFor);
        Assert.Contains(plan.Notes, n => n.English()
            .StartsWith("forced by a person: the restart removes what works now: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Reloads_and_the_files_of_others_go_on()
    {
        var box = SimulatedBox.Converged();
        box.Key = Fact.Known(KeyFit.Other);
        box.Answers = WebSocketAnswer.ChanSip;
        box["reconciler_pjsip.conf"] = box["reconciler_pjsip.conf"].Replace("context=from-internal", "context=x", StringComparison.Ordinal);

        var plan = box.Plan();
        Assert.Equal([PjsipActivations.Reload, AsteriskActivations.Restart], plan.Activations.Select(a => a.Activation));

        box.Apply(plan);
        Assert.Equal([PjsipActivations.Reload], box.Done);
        Assert.DoesNotContain(box.Plan().Report.Drifts, d => d.Subject == PjsipSubject.Instance);
    }

    [Fact]
    public void A_file_that_we_give_back_to_Asterisk_before_the_restart_loses_nothing()
    {
        var box = SimulatedBox.Converged();
        box.Unreadable.Add(PjsipSubject.Config.Own);
        box.Answers = WebSocketAnswer.ChanSip;

        var plan = box.Plan();

        Assert.Contains(plan.Edits, e => e.GivesRights);
        Assert.Null(Restart(plan).WaitsFor);
    }

    [Fact]
    public void A_preload_that_we_do_not_put_back_is_lost_by_a_restart_for_something_else()
    {
        var box = Office(SimulatedBox.SampleState()
            .Replace("  mode: enforce ", "  mode: {default: enforce, modules: observe} ", StringComparison.Ordinal), b =>
                b["modules_custom.conf"] = "");

        var plan = box.Plan();

        Assert.Contains("modules preload res_pjsip_transport_websocket.so", Restart(plan).WaitsFor?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, null, null)]
    [InlineData(false, null, "install the key that belongs")] // the key is another's
    [InlineData(null, null, "it may not open at the next start")]
    [InlineData(true, CertificateFault.Missing, "Asterisk cannot open the transport with it")]
    public void A_TLS_transport_that_its_next_start_would_not_open_is_lost_too(bool? matches, CertificateFault? fault, string? told)
    {
        var box = Office(SimulatedBox.SampleState(), _ => { });
        var theirs = box.Blind;
        box.Answers = WebSocketAnswer.ChanSip;
        box.Blind = o => theirs(o) with
        {
            Transports = ImmutableDictionary<string, TransportCertificate>.Empty.Add("office", new()
            {
                KeyMatches = matches is { } fits ? Fact.Known(fits) : Fact.Unknown<bool>($"no openssl"),
                Faults = fault is null ? [] : [("/k/t.crt", fault.Value)],
            }),
        };

        var waits = Restart(box.Plan()).WaitsFor;

        Assert.Equal(told is null, waits is null);
        Assert.Contains(told ?? "", waits?.ToString() ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void What_Asterisk_has_not_got_cannot_be_lost()
    {
        var box = SimulatedBox.Converged();
        box.Key = Fact.Known(KeyFit.Other);
        box.Unreadable.Add("/etc/asterisk/sip_nat.conf");
        box["pjsip_additional.conf"] += "\n[i]\ntype=identify\n[i]\ntype=identify\n";
        box.Answers = WebSocketAnswer.ChanSip;
        box.Blind = o => o
            .Answered(HttpListenersQuestion.Instance, Fact.Known(new HttpListeners("127.0.0.1:8088", null, false)))
            .Answered(SipPeersQuestion.Instance, Fact.Known<ImmutableHashSet<string>>([]))
            .Answered(StartedQuestion.Instance, Fact.Known("2026-11-23 23:00:00"));
        Assert.Null(Restart(box.Plan()).WaitsFor);

        box.Blind = o => o;
        Assert.Equal(3, Restart(box.Plan()).Loses.Count);
    }

    [Fact]
    public void A_chain_that_nobody_wants_anything_of_counts_too()
    {
        var sample = SimulatedBox.SampleState();
        var box = SimulatedBox.Converged(
            string.Concat(sample.AsSpan(0, sample.IndexOf("\nsip:", StringComparison.Ordinal)),
                sample.AsSpan(sample.IndexOf("\nfail2ban:", StringComparison.Ordinal))));
        Assert.Empty(box.Desired.SipGeneral);
        box["sip.conf"] += "[broken\n";
        box.Answers = WebSocketAnswer.ChanSip;

        Assert.Contains("nothing of /etc/asterisk/sip.conf", Restart(box.Plan()).WaitsFor?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_start_of_a_stopped_Asterisk_is_not_withheld()
    {
        var box = SimulatedBox.Converged(
            SimulatedBox.SampleState().Replace("service: observe", "service: ensure", StringComparison.Ordinal));
        box.Key = Fact.Known(KeyFit.Other);
        box.Asterisk = AsteriskLife.Stopped;

        Assert.Null(box.Plan().Activations.Single(a => a.Activation == AsteriskActivations.Start).WaitsFor);
    }

    // A TLS transport that is to move, which only a restart does.
    private static SimulatedBox Office(string sample, Action<SimulatedBox> spoil)
    {
        const string tls = "  transports: {office: {protocol: tls, bind: \"0.0.0.0:5061\", cert_file: /k/t.crt, priv_key_file: "
            + "/k/t.key}}\n";
        var state = sample.Replace("\n\nsip:", "\n" + tls + "\nsip:", StringComparison.Ordinal);
        var box = SimulatedBox.Converged(state.Replace("{default: enforce, modules: observe}", "enforce", StringComparison.Ordinal));
        box.Desired = SimulatedBox.Read(state);
        box.Remember(PjsipType.Transport, "office", "tos", "cs3");
        spoil(box);
        if (!sample.Contains("observe}", StringComparison.Ordinal))
        {
            return box;
        }

        box.Desired = SimulatedBox.Read(state.Replace("0.0.0.0:5061", "0.0.0.0:5063", StringComparison.Ordinal));
        return box;
    }

    private static Action<SimulatedBox> Of(params Action<SimulatedBox>[] steps) => box => Array.ForEach(steps, s => s(box));

    private static PlannedActivation Restart(Plan plan) => plan.Activations.Single(a => a.Activation == AsteriskActivations.Restart);
}
