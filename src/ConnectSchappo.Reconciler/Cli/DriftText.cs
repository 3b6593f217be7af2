using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Plans;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>What differs, for a person: what it means first, the layers below it; the many of a kind by their number.</summary>
internal static class DriftText
{
    /// <summary>How many resources of a kind are told one by one: a plan should fit a screen.</summary>
    private const int MostAlike = 6;

    // What is only our own bookkeeping stands among the files to write. Fields of one resource that mean the same for people stand together, under what they mean.
    public static void Append(PlainLines text, Plan plan)
    {
        var shown = plan.Report.Drifts.Where(d => d is not { Kind: DriftKind.Ownership, Origin: DriftOrigin.Intentional })
            .GroupBy(d => (d.Kind, d.Resource, d.Consequence, d.Remediation, d.Origin)).GroupBy(g => (g.Key.Kind, g.Key.Remediation, g.Key.Origin));
        foreach (var alike in shown)
        {
            Resources(text, alike.Take(alike.Count() > MostAlike ? MostAlike - 1 : MostAlike));
            if (alike.Skip(MostAlike - 1).ToList() is { Count: > 1 } more)
            {
                text.Add($"  {Mark(alike.Key.Remediation, alike.Key.Origin)} and {more.Count} more of the kind {alike.Key.Kind.ToString().ToLowerInvariant()}: "
                    + $"{Listing.Of(more.Select(m => m.Key.Resource.ToString()), 8)} (--output json has each)");
            }
        }
    }

    /// <summary>What differs and is left alone, a line each, and why.</summary>
    public static void Ignored(PlainLines text, Plan plan)
    {
        foreach (var (drift, reason) in plan.Report.Ignored.Take(MostAlike))
        {
            text.Add($"  ignored: {drift.Name} wanted {drift.Desired}{Layers(drift)}: {reason}");
        }

        if (plan.Report.Ignored.Count > MostAlike)
        {
            text.Add($"  ignored: {plan.Report.Ignored.Count - MostAlike} more (--output json has each)");
        }
    }

    private static char Mark(Remediation cure, DriftOrigin origin) => cure == Remediation.Manual ? '!' : origin == DriftOrigin.Intentional ? '+' : '~';

    private static void Resources(PlainLines text,
        IEnumerable<IGrouping<(DriftKind Kind, ResourceId Resource, Message Consequence, Remediation Remediation, DriftOrigin Origin), Drift>> groups)
    {
        foreach (var group in groups)
        {
            var line = $"  {Mark(group.Key.Remediation, group.Key.Origin)} {group.Key.Resource}: {group.Key.Consequence}";
            if (group.Count() == 1 && group.First() is { Field.Length: 0, Place: null } whole)
            {
                text.Add($"{line} (wanted {whole.Desired}{Layers(whole)})");
            }
            else
            {
                text.Add(line);
                Fields(text, group);
            }

            foreach (var story in group.Select(d => d.Reason).Concat(group.Select(d => d.Writer)).OfType<Message>().Distinct())
            {
                text.Add($"      {story}");
            }
        }
    }

    private static void Fields(PlainLines text, IEnumerable<Drift> drifts)
    {
        foreach (var drift in drifts)
        {
            text.Add($"      {(drift.Field.Length == 0 ? "" : drift.Field + " ")}wanted {drift.Desired}{Layers(drift)}");
        }
    }

    private static string Layers(Drift drift) =>
        (drift.File is { } file ? $"; file {file}{(drift.Provenance is { } from ? $" ({from})" : "")}" : "")
        + (drift.Memory is { } memory ? $"; memory {memory}" : "") + (drift.Client is { } client ? $"; client: {client}" : "");
}
