using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Services;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Tests;

/// <summary>Outcomes of rounds as they come about, for tests of those who are told of them.</summary>
internal static class Outcomes
{
    public static readonly Drift Context = new()
    {
        Kind = DriftKind.Endpoint,
        Resource = new PjsipId(PjsipType.Endpoint, "250"),
        Field = "context",
        Desired = $"from-internal",
        Memory = $"from-nowhere",
        Consequence = $"endpoint 250 runs with other values than the desired state",
    };

    private static readonly PlannedActivation Reload =
        new(PjsipActivations.Reload, $"endpoint 250 context", $"nobody", ["res_pjsip.so"], null) { Serves = [PjsipSubject.Instance] };

    public static BoxOutcome InSync(string revision = "r1") => new()
    {
        Box = "matriz",
        Revision = revision,
        Plan = Plan(revision),
        Seen = Seen(),
    };

    public static BoxOutcome Unreachable(string message = "no answer") => new()
    {
        Box = "matriz",
        Revision = "r1",
        Failure = new RoundFailure("unreachable", Message.Verbatim(message)),
    };

    public static BoxOutcome Healed() => InSync() with
    {
        Plan = Plan("r1", Context) with { Activations = [Reload] },
        Left = Plan("r1"),
        Steps =
        [
            new Step.Edited("/etc/asterisk/reconciler_pjsip.conf", StepResult.Done, $"renewed"),
            new Step.Activated(PjsipActivations.Reload, StepResult.Done, $"done"),
        ],
    };

    public static BoxOutcome NotVerified()
    {
        var healed = Healed();
        return healed with
        {
            Left = Plan("r1", Context) with { Activations = [Reload] },
            Steps =
            [
                .. healed.Steps,
                new Step.Transacted(TransactionEvent.NotVerified, StepResult.Failed, $"pjsip: not proved: endpoint 250 context"),
            ],
        };
    }

    public static BoxOutcome Pending() => InSync() with
    {
        Plan = Plan("r1", Context),
        Left = Plan("r1", Context),
        Steps = [new Step.Activated(AsteriskActivations.Restart, StepResult.Pending, $"waits for 2 channels in progress to end")],
    };

    public static Plan Plan(string revision, params Drift[] drifts) => new()
    {
        Box = "matriz",
        Revision = revision,
        Report = new DriftReport(drifts.ToEquatable(), []),
    };

    private static Core.EquatableArray<Drift> ToEquatable(this Drift[] drifts) => new([.. drifts]);

    public static Observation Seen() => new()
    {
        Files = ImmutableDictionary<string, BoxFile>.Empty,
        Configuration = new ConfFileSet([]),
        Asterisk = AsteriskLife.Running,
        At = DateTimeOffset.UnixEpoch,
        Memory = AsteriskMemory.Unknown($"").With(ChannelsQuestion.Instance, Fact.Known(2)),
        Jails = Fact.Unknown<ImmutableDictionary<string, JailMemory>>($""),
        CertificateOnDisk = Fact.Known(new Certificate("aa", DateTimeOffset.UnixEpoch, DateTimeOffset.FromUnixTimeSeconds(1_800_000_000))),
        Client = new ClientView(Fact.Unknown<Certificate>($"no handshake"), Fact.Known(WebSocketAnswer.Pjsip))
        {
            Took = TimeSpan.FromSeconds(0.25),
        },
        OurAddress = Fact.Known("10.0.0.5"),
    };
}
