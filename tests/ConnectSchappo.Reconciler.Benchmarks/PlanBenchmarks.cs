using System.Globalization;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Order;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Core.Tests.Plans;

namespace ConnectSchappo.Reconciler.Benchmarks;

/// <summary>
/// From a look at a box to its plan: what its files mean, what they should be, what differs in files and memory, and what to do.
/// Every extension is an auth, an AOR and an endpoint, with a secret of its own.
/// </summary>
[MemoryDiagnoser]
[Orderer(SummaryOrderPolicy.Declared)]
public class PlanBenchmarks
{
    private SimulatedBox box = null!;
    private Observation inSync = null!;
    private Observation factory = null!;
    private ResolvedSecrets secrets = null!;

    [Params(1, 100, 1000, 10_000)]
    public int Endpoints { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        box = SimulatedBox.Factory(StateOf(Endpoints));
        foreach (var name in box.Desired.SecretNames)
        {
            box.Secrets[name] = new Secret($"hush-{name}-hush");
        }

        secrets = box.Resolved();
        factory = box.Observe();
        box.Apply(box.Plan());
        inSync = box.Observe();
    }

    [Benchmark(Description = "plan: everything as desired")]
    public Plan InSync() => Expect(PlanOf(inSync), drifts: false);

    [Benchmark(Description = "plan: everything new")]
    public Plan AllNew() => Expect(PlanOf(factory), drifts: true);

    // What a look parsed is parsed once, so each plan has a look of its own.
    private Plan PlanOf(Observation seen)
    {
        var look = seen with { Configuration = new ConfFileSet(SeenDocuments.Of(seen.Files.Values, seen.Unseen)) };
        return Planner.Make(WantedFiles.View(box.Desired, look, SimulatedBox.Revision, secrets), SimulatedBox.Revision);
    }

    // A measurement of the wrong case would look splendid.
    private static Plan Expect(Plan plan, bool drifts) =>
        plan.HasWork == drifts ? plan : throw new InvalidOperationException($"{plan.Report.Drifts.Count} drifts");

    private static string StateOf(int extensions)
    {
        var lines = SimulatedBox.SampleState().Split('\n')
            .TakeWhile(l => !l.StartsWith("extensions:", StringComparison.Ordinal))
            .Append("extensions:")
            .Concat(Enumerable.Range(10_000, extensions).Select(number => string.Create(
                CultureInfo.InvariantCulture,
                $"  \"{number}\": {{profile: webrtc, name: Ramal {number}, password: {{secret: softphone-{number}}}}}")))
            .Append("fail2ban: {ignoreip: [127.0.0.1/8, 10.150.77.0/24]}");
        return string.Join('\n', lines) + "\n";
    }
}
