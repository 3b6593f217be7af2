using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Modules;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Services;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>
/// A part that restarted Asterisk answers for everybody: what is gone is lost by it, and what nobody tells any more is not proved.
/// </summary>
public class RestartVerificationTests
{
    public static TheoryData<string> Cases => [.. Table.Keys];

    // What the look afterwards shows | what is missing | whether it is known to be worse, so that it is undone
    private static readonly Dictionary<string, (Func<Observation, Observation> After, string Missing, bool IsWorse)> Table = new(
        StringComparer.Ordinal)
    {
        ["an auth of others is gone"] = (
            In(m => m.With(PjsipObjectsQuestion.Of(PjsipType.Auth), Without(m.Auths, "carrier"))),
            "auth carrier existed before and is gone", true),
        ["an AOR of others is gone"] = (
            In(m => m.With(PjsipObjectsQuestion.Of(PjsipType.Aor), Without(m.Aors, "carrier"))),
            "aor carrier existed before and is gone", true),
        ["a peer is gone"] = (
            In(m => m.With(SipPeersQuestion.Instance, Fact.Known(Peers(m).Remove("100")))),
            "chan_sip peer 100 existed before and is gone", true),
        ["the TLS listener is gone"] = (
            In(m => m.With(HttpListenersQuestion.Instance, Fact.Known(new HttpListeners("127.0.0.1:8088", null, false)))),
            "http TLS listener existed before and is gone", true),
        ["the plain listener is gone"] = (
            In(m => m.With(HttpListenersQuestion.Instance, Fact.Known(new HttpListeners(null, "0.0.0.0:8089", false)))),
            "http plain listener existed before and is gone", true),
        ["nobody answers on the WebSocket"] =
            (o => o with { Client = o.Client with { Answers = Fact.Known(WebSocketAnswer.Nobody) } },
                "WebSocket existed before and is gone", true),
        ["endpoints are not told"] = (
            In(m => m.With(EndpointNamesQuestion.Instance, Fact.Unknown<ImmutableHashSet<string>>($"too many"))),
            "endpoints that existed before: too many", false),
        ["peers are not told"] = (
            In(m => m.With(SipPeersQuestion.Instance, Fact.Unknown<ImmutableHashSet<string>>($"cut"))),
            "chan_sip's peers that existed before: cut", false),
        ["listeners are not told"] = (
            In(m => m.With(HttpListenersQuestion.Instance, Fact.Unknown<HttpListeners>($"cut"))),
            "the web server's listeners that existed before: cut", false),
        ["the probe had no answer"] = (
            // Of its own subject.
            o => o with { Client = ClientView.NotAsked($"no answer within 5 s") }, "PJSIP's answers on the WebSocket that existed before: "
                + "no answer within 5 s", true),
        ["only some peers were asked for, by the command line"] = (
            In(m => m.With(SipPeersQuestion.Instance, Fact.Known(Peers(m).Intersect(["250"])), ["250"])
                .With(PjsipObjectsQuestion.Of(PjsipType.Auth), m.Auths, ["auth250"])
                .With(PjsipObjectsQuestion.Of(PjsipType.Aor), m.Aors, ["250"])),
            "chan_sip's peers that existed before: the command line cannot list all of them", false),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_not_proved_and_undone_only_for_what_is_known_to_be_gone(string what)
    {
        var (after, missing, isWorse) = Table[what];
        var (box, before, seen) = Restarting();
        box.Apply(before);
        Assert.True(Judge(box, before, seen).IsProved);

        box.Blind = after;
        var verdict = Judge(box, before, seen);

        Assert.Contains(missing, verdict.Missing.Select(m => m.English()));
        Assert.Equal(isWorse, verdict.IsWorse && verdict.Missing.Any(m => m.English() == missing));
    }

    [Fact]
    public void What_could_not_be_seen_before_is_not_charged_when_its_reason_changes()
    {
        static Func<Observation, Observation> Unseen(Message why) =>
            In(m => m.With(PjsipObjectsQuestion.Of(PjsipType.Auth), Fact.Unknown<ImmutableDictionary<string, SorceryObject>>(why)));
        var box = SimulatedBox.Converged();
        box["reconciler_pjsip.conf"] = box["reconciler_pjsip.conf"].Replace("context=from-internal", "context=x", StringComparison.Ordinal);
        box.Blind = Unseen($"no answer within {5} s");
        var (before, seen) = (box.Plan(), box.Observe());
        box.Apply(before);

        box.Blind = Unseen($"the manager hung up");
        Assert.True(PartVerification.Judge(
            before.Of(PjsipSubject.Instance), before, seen, box.Plan(), box.Observe(), waits: false).IsProved);
    }

    [Theory]
    [InlineData("Http", "http TLS listener", true)]
    [InlineData("Pjsip", "http TLS listener", false)] // a reload of PJSIP has nothing to do with it
    public void A_part_that_reloads_answers_for_its_own_subject_alone(string subject, string lost, bool counts)
    {
        var box = SimulatedBox.Converged();
        box["reconciler_http.conf"] = box["reconciler_http.conf"].Replace("8088", "8087", StringComparison.Ordinal);
        box["reconciler_pjsip.conf"] = box["reconciler_pjsip.conf"].Replace("context=from-internal", "context=x", StringComparison.Ordinal);
        var (before, seen) = (box.Plan(), box.Observe());
        box.Apply(before);
        box.Listen(new HttpListeners("127.0.0.1:8088", null, false));

        var verdict = PartVerification.Judge(
            before.Of(subject == "Http" ? HttpSubject.Instance : PjsipSubject.Instance), before, seen, box.Plan(), box.Observe(),
                waits: false);

        Assert.Equal(counts, verdict.Missing.Any(m => m.English() == $"{lost} existed before and is gone"));
    }

    [Fact]
    public void What_the_plan_itself_takes_away_is_not_lost()
    {
        var box = SimulatedBox.Converged();
        box.Desired = SimulatedBox.Read(
            SimulatedBox.SampleState()
                .Replace("  \"251\": {profile: webrtc, name: Recepcao, password: {secret: softphone-251}}\n", "", StringComparison.Ordinal)
                .Replace("extensions:  ", "# ", StringComparison.Ordinal));
        box.Answers = WebSocketAnswer.ChanSip;
        var before = box.Plan("r2");

        Assert.Equal(["aor 251", "auth auth251", "endpoint 251"], before.Goes.Select(g => g.Name));
    }

    [Theory]
    [InlineData("#exec /usr/local/bin/peers\n", null)]
    [InlineData("", UnseenReason.Large)]
    public void Nothing_goes_where_something_was_not_seen(string line, UnseenReason? reason)
    {
        var box = SimulatedBox.Converged();
        box.Remember("900");
        box.Remember(PjsipType.Endpoint, "900");
        Assert.Equal(["chan_sip peer 900", "endpoint 900"], box.Plan().Goes.Select(g => g.Name));

        box["asterisk.conf"] = "[options]\nexecincludes=yes\n";
        box["sip_nat.conf"] += line;
        box["pjsip_custom_post.conf"] += line;
        if (reason is { } why)
        {
            box.Unseen["/etc/asterisk/sip_nat.conf"] = why;
            box.Unseen["/etc/asterisk/pjsip_wizard.conf"] = why;
        }

        Assert.Empty(box.Plan().Goes);
        Assert.DoesNotContain(box.Plan().Report.Drifts, d => d.Name == "endpoint 900");
    }

    // With policy.restart.when: never nobody restarts it, and what a restart alone would show is no reason to undo what was written.
    [Fact]
    public void What_only_a_restart_shows_is_not_asked_of_a_part_that_makes_none()
    {
        var box = SimulatedBox.Factory(SimulatedBox.SampleState().Replace("{when: idle,", "{when: never,", StringComparison.Ordinal));
        var (before, seen) = (box.Plan(), box.Observe());
        Assert.DoesNotContain(before.Activations, a => a.Activation == AsteriskActivations.Restart);
        box.Apply(before);

        Assert.True(PartVerification.Judge(
            before.Of(ModulesSubject.Instance), before, seen, box.Plan(), box.Observe(), waits: false).IsProved);
    }

    private static (SimulatedBox Box, Plan Before, Observation Seen) Restarting()
    {
        var box = SimulatedBox.Converged();
        box["pjsip_additional.conf"] += "\n[carrier]\ntype=auth\n[carrier]\ntype=aor\n[carrier]\ntype=endpoint\n";
        box.Reload(PjsipSubject.Config);
        box.CanBeCalled = false;
        var (before, seen) = (box.Plan(), box.Observe());
        Assert.Equal([AsteriskActivations.Restart], before.Activations.Select(a => a.Activation));
        return (box, before, seen);
    }

    private static PartVerdict Judge(SimulatedBox box, Plan before, Observation seen) =>
        PartVerification.Judge(before.Of(ModulesSubject.Instance), before, seen, box.Plan(), box.Blind(box.Observe()), waits: false);

    private static Func<Observation, Observation> In(Func<AsteriskMemory, AsteriskMemory> change) =>
        o => o with { Memory = change(o.Memory) };

    private static ImmutableHashSet<string> Peers(AsteriskMemory memory) => memory.SipPeers.TryGet(out var peers) ? peers : [];

    private static Fact<ImmutableDictionary<string, SorceryObject>> Without(
        Fact<ImmutableDictionary<string, SorceryObject>> objects, string name) =>
        objects.Select(known => known.Remove(name));
}
