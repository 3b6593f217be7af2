using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Plans;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>What differs, for a person: what it means first, the layers below it; the many of a kind by their number.</summary>
internal static class DriftText
{
    /// <summary>How many resources of a kind are told one by one: a plan should fit a screen.</summary>
    private const int MostAlike = 6;

    // What only keeps our own files in order is shown with the files to write. Fields of one resource with the same consequence are shown
    // together, below it.
    public static void Append(PlainLines text, Plan plan)
    {
        var shown = plan.Report.Drifts.Where(d => d is not { Kind: DriftKind.Ownership, Origin: DriftOrigin.Intentional })
            .GroupBy(d => (d.Kind, d.Resource, d.Consequence, d.Remediation, d.Origin))
            .GroupBy(g => (g.Key.Kind, g.Key.Remediation, g.Key.Origin));
        foreach (var alike in shown)
        {
            Resources(text, alike.Take(alike.Count() > MostAlike ? MostAlike - 1 : MostAlike));
            if (alike.Skip(MostAlike - 1).ToList() is { Count: > 1 } more)
            {
                text.Add($"  {Mark(alike.Key.Remediation, alike.Key.Origin)} and {more.Count} more of kind {WireName.Of(alike.Key.Kind)}: "
                    + $"{Listing.Of(more.Select(m => m.Key.Resource.ToString()), 8)} (all with --output json)");
            }
        }
    }

    /// <summary>What differs and is left alone, a line each, and why.</summary>
    public static void Ignored(PlainLines text, Plan plan)
    {
        foreach (var (drift, reason) in plan.Report.Ignored.Take(MostAlike))
        {
            text.Add($"  ignored: {drift.Name} desired {drift.Desired}{Layers(drift)}: {reason}");
        }

        if (plan.Report.Ignored.Count > MostAlike)
        {
            text.Add($"  ignored: {plan.Report.Ignored.Count - MostAlike} more (all with --output json)");
        }
    }

    private static char Mark(Remediation remediation, DriftOrigin origin) =>
        remediation == Remediation.Manual ? '!' : origin == DriftOrigin.Intentional ? '+' : '~';

    private static void Resources(PlainLines text, IEnumerable<IEnumerable<Drift>> groups)
    {
        foreach (var group in groups.Select(g => g.ToList()))
        {
            var first = group[0];
            var line = $"  {Mark(first.Remediation, first.Origin)} {first.Resource}: {first.Consequence}";
            if (group is [{ Field.Length: 0, Place: null } whole])
            {
                text.Add($"{line} (desired {whole.Desired}{Layers(whole)})");
            }
            else
            {
                text.Add(line);
                Fields(text, group);
            }

            var stories = group.Select(d => d.Reason).Concat(group.Select(d => d.Writer)).OfType<Message>();
            foreach (var story in stories.Distinct())
            {
                text.Add($"      {story}");
            }
        }
    }

    private static void Fields(PlainLines text, IEnumerable<Drift> drifts)
    {
        foreach (var drift in drifts)
        {
            text.Add($"      {(drift.Field.Length == 0 ? "" : drift.Field + " ")}desired {drift.Desired}{Layers(drift)}");
        }
    }

    private static string Layers(Drift drift) =>
        (drift.File is { } file ? $"; file {file}{(drift.Provenance is { } from ? $" ({from})" : "")}" : "")
        + (drift.Memory is { } memory ? $"; memory {memory}" : "") + (drift.Client is { } client ? $"; client: {client}" : "");
}
