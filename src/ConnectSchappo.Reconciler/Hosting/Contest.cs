using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>
/// Notices who fights us: a resource that we have healed three times within a quarter of an hour is contested, and left alone for an
/// hour or until the desired state says something new. Without it two programs could reload a telephone system for ever.
/// </summary>
internal sealed class Contest(TimeProvider time)
{
    private const int Rounds = 3;

    private static readonly TimeSpan Within = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LeftAlone = TimeSpan.FromHours(1);

    private readonly Dictionary<string, List<DateTimeOffset>> healed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> until = new(StringComparer.Ordinal);
    private string revision = "";

    /// <summary>What is contested now, by <see cref="Drift.Resource"/>.</summary>
    public IReadOnlySet<string> Now(string wanted)
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
            healed.Remove(over);
        }

        return until.Keys.ToHashSet(StringComparer.Ordinal);
    }

    public void Told(BoxOutcome outcome)
    {
        if (outcome is not { WasApplied: true, Plan: { } plan, Left: { } left })
        {
            return;
        }

        var now = time.GetUtcNow();
        var remaining = left.Report.Drifts.Select(d => d.Resource).ToHashSet(StringComparer.Ordinal);
        foreach (var resource in plan.Report.Drifts.Where(d => d is { Origin: DriftOrigin.Corrective, Cure: Cure.Ours }).Select(d => d.Resource).Distinct(StringComparer.Ordinal))
        {
            if (remaining.Contains(resource))
            {
                continue;
            }

            var times = healed.TryGetValue(resource, out var known) ? known : healed[resource] = [];
            times.RemoveAll(t => now - t > Within);
            times.Add(now);
            if (times.Count >= Rounds)
            {
                until[resource] = now + LeftAlone;
            }
        }
    }
}
