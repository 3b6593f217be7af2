using System.Security.Cryptography;
using System.Text;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>
/// Notices who fights us: an object in which we have put the same value back three times within a quarter of an hour is contested, and left
/// alone for an hour or until the desired state says something new. Three different faults of one object are no contest. Without it two
/// programs could reload a telephone system for ever. A service that somebody stops again and again is only started more seldom.
/// </summary>
internal sealed class FlapDetector : IRoundObserver
{
    private const int Rounds = 3;
    private const int MostRemembered = 200;
    private const char Separator = '\t';

    private static readonly TimeSpan Within = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LeftAlone = TimeSpan.FromHours(1);
    private static readonly TimeSpan ServiceLeftAlone = TimeSpan.FromMinutes(5);

    private readonly TimeProvider time;
    private readonly Dictionary<string, List<DateTimeOffset>> healed;
    private readonly Dictionary<ResourceId, DateTimeOffset> until;
    private string revision;

    /// <param name="time">The clock.</param>
    /// <param name="before">What an earlier daemon knew; null for nothing. A clock that was set back makes nothing last longer.</param>
    public FlapDetector(TimeProvider time, FlapMemory? before = null)
    {
        this.time = time;
        var now = time.GetUtcNow();
        revision = before?.Revision ?? "";
        healed = (before?.Healed ?? []).Where(h => h.Value is not null && h.Key.Contains(Separator, StringComparison.Ordinal))
            .ToDictionary(h => h.Key, h => h.Value.Where(t => t <= now && now - t <= Within).ToList(), StringComparer.Ordinal);
        until = (before?.Until ?? []).Select(u => (Object: KnownSubjects.Resource(u.Key), u.Value))
            .Where(u => u.Object is not null).DistinctBy(u => u.Object)
            .ToDictionary(u => u.Object!, u => u.Value < now + LeftAlone ? u.Value : now + LeftAlone);
    }

    /// <summary>What is to be known after a restart: what still counts, and no more resources than anybody can fight over.</summary>
    public FlapMemory Memory
    {
        get
        {
            var now = time.GetUtcNow();
            var recent = healed.Select(h => (h.Key, Times: h.Value.Where(t => now - t <= Within).ToList()))
                .Where(h => h.Times.Count > 0 || (KnownSubjects.Resource(ObjectIn(h.Key)) is { } item && until.ContainsKey(item)))
                .OrderByDescending(h => h.Times.LastOrDefault()).Take(MostRemembered);
            var last = until.OrderByDescending(u => u.Value).Take(MostRemembered);
            return new FlapMemory(
                revision,
                new(recent.ToDictionary(h => h.Key, h => h.Times, StringComparer.Ordinal), StringComparer.Ordinal),
                new(last.ToDictionary(u => u.Key.Key, u => u.Value, StringComparer.Ordinal), StringComparer.Ordinal));
        }
    }

    /// <summary>The objects that are contested now.</summary>
    /// <param name="wanted">The revision that is wanted.</param>
    public IReadOnlySet<ResourceId> Contested(string wanted)
    {
        if (wanted != revision)
        {
            revision = wanted;
            healed.Clear();
            until.Clear();
        }

        foreach (var over in until.Where(u => u.Value <= time.GetUtcNow()).Select(u => u.Key).ToList())
        {
            until.Remove(over);
            foreach (var fault in healed.Keys.Where(k => ObjectIn(k) == over.Key).ToList())
            {
                healed.Remove(fault);
            }
        }

        return until.Keys.ToHashSet();
    }

    public void OnRoundEnded(RoundReport report)
    {
        if (report.Outcome is not { WasApplied: true, Plan: { } plan, Left: { } left })
        {
            return;
        }

        var now = time.GetUtcNow();
        var remaining = left.Report.Drifts.Where(d => d.Remediation == Remediation.Automatic).Select(d => d.Resource.Object).ToHashSet();
        var repaired = plan.Report.Drifts.Where(d => d is { Origin: DriftOrigin.Corrective, Remediation: Remediation.Automatic });
        foreach (var ofObject in repaired.GroupBy(d => d.Resource.Object))
        {
            if (remaining.Contains(ofObject.Key))
            {
                continue;
            }

            var fault = $"{ofObject.Key.Key}{Separator}{Fault(ofObject)}";
            var times = healed.TryGetValue(fault, out var known) ? known : healed[fault] = [];
            times.RemoveAll(t => now - t > Within);
            times.Add(now);
            if (times.Count >= Rounds)
            {
                until[ofObject.Key] = now + (ofObject.Any(d => d.Kind == DriftKind.Service) ? ServiceLeftAlone : LeftAlone);
            }
        }
    }

    private static string ObjectIn(string fault) => fault[..fault.LastIndexOf(Separator)];

    // The values that were found, and not where: the same again is the same whoever writes it.
    private static string Fault(IEnumerable<Drift> drifts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\n', drifts.Select(DriftData.OfFault).Order(StringComparer.Ordinal)))))[..16];
}
