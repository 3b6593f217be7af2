using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Plans;
using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>
/// Logs drifts: each once, and again only when a layer differs that did not. The end of some is logged while others last; the end of
/// all is logged as in sync.
/// </summary>
internal sealed class DriftNews(string box, ILogger logger)
{
    private const int Most = 8;

    // What was told of each drift.
    private Dictionary<DriftId, HashSet<Mark>> logged = [];

    private enum Layer
    {
        Any,
        File,
        Memory,
    }

    // A value may change while it is wrong; what is wanted, who can mend it and which layers are wrong make it another matter.
    private sealed record Mark(Message Desired, Remediation Remediation, bool IsContested, Layer Layer);

    /// <summary>Tells what is new in a plan.</summary>
    /// <returns>Whether there was anything new.</returns>
    public bool Log(Plan plan)
    {
        // What is in quarantine was told when it was rolled back, and is told as that.
        var fresh = plan.Report.Drifts.Where(d => !d.IsQuarantined && IsNew(d)).ToList();
        var wanted = fresh.Where(d => d is { Origin: DriftOrigin.Intentional, Remediation: Remediation.Automatic }).ToList();
        if (wanted.Count > 0)
        {
            var resources = Resources(wanted.Select(d => d.Resource.ToString()));
            logger.ChangesRequested(box, RevisionName.Short(plan.Revision), wanted.Count, resources);
        }

        var moved = fresh.Except(wanted).ToList();
        foreach (var drift in moved.Take(Most))
        {
            Log(drift);
        }

        if (moved.Count > Most)
        {
            logger.MoreDrift(box, moved.Count - Most);
        }

        foreach (var drift in fresh)
        {
            if (!logged.TryGetValue(drift.Id, out var known))
            {
                logged[drift.Id] = known = [];
            }

            known.UnionWith(Marks(drift));
        }

        return fresh.Count > 0;
    }

    /// <summary>
    /// Tells which drifts are over, where others, or blind spots, keep the box from being in sync. What was rolled back was told as that.
    /// </summary>
    public void LogLeft(Plan plan)
    {
        var left = plan.Report.Drifts.Select(d => d.Id).ToHashSet();
        var kept = plan.Holds.Where(h => h.Kind == HoldKind.Quarantined).Select(h => h.Object).ToHashSet();
        var over = logged.Where(t => !left.Contains(t.Key) && !kept.Contains(t.Key.Resource.Object)).Select(t => t.Key).ToList();
        if (over.Count > 0)
        {
            logger.DriftCleared(box, over.Count, Resources(over.Select(o => o.ToString())));
        }

        logged = logged.Where(t => left.Contains(t.Key)).ToDictionary(t => t.Key, t => t.Value);
    }

    /// <summary>The box is in sync, and that is told.</summary>
    public void AllOver() => logged.Clear();

    /// <summary>What each layer that is wrong holds, in one line.</summary>
    public static string Layers(Drift drift)
    {
        var file = drift.File is null ? null
            : drift.Provenance is { } from ? $"file {drift.File} ({from})" : (Message)$"file {drift.File}";
        Message?[] layers =
        [
            file,
            drift.Memory is { } memory ? (Message)$"memory {memory}" : null,
            drift.Client is { } client ? (Message)$"client: {client}" : null,
        ];
        return string.Join(", ", layers.Select(l => l?.In(Language.English)).Where(l => l is not null));
    }

    private void Log(Drift drift)
    {
        if (drift.IsContested)
        {
            logger.Contested(box, drift.Name, drift.Desired.In(Language.English), Layers(drift), drift.Consequence.In(Language.English));
        }
        else if (drift.Remediation == Remediation.Manual)
        {
            logger.ActionRequired(
                box, drift.Name, drift.Desired.In(Language.English), Layers(drift), drift.Consequence.In(Language.English));
        }
        else
        {
            logger.DriftDetected(
                box, drift.Name, drift.Desired.In(Language.English), Layers(drift), drift.Consequence.In(Language.English));
        }
    }

    private bool IsNew(Drift drift) => !logged.TryGetValue(drift.Id, out var known) || !Marks(drift).All(known.Contains);

    // What a client sees follows from memory, and is seen only where a listener lets us ask.
    private static IEnumerable<Mark> Marks(Drift drift)
    {
        Layer?[] layers = [Layer.Any, drift.InFile ? Layer.File : null, drift.InMemory ? Layer.Memory : null];
        return layers.OfType<Layer>().Select(l => new Mark(drift.Desired, drift.Remediation, drift.IsContested, l));
    }

    private static string Resources(IEnumerable<string> resources)
    {
        var all = resources.Distinct(StringComparer.Ordinal).ToList();
        return string.Join(", ", all.Take(Most)) + (all.Count > Most ? ", ..." : "");
    }
}
