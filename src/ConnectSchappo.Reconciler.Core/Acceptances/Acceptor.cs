using ConnectSchappo.Reconciler.Core.Desired.Edits;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Core.Subjects;

namespace ConnectSchappo.Reconciler.Core.Acceptances;

/// <summary>
/// Makes a desired state say what a box has of a resource, or of one field of it. Nothing is accepted before it is proved: by the new text
/// the same observation has none of these drifts, and of nothing else something else is wanted.
/// </summary>
public sealed class Acceptor
{
    private readonly string file;
    private readonly string text;
    private readonly BoxView view;
    private readonly DriftReport report;
    private readonly Effects effects;
    private readonly Spots spots;

    /// <param name="file">The name of the desired state's file, for places.</param>
    /// <param name="text">Its text, which has no errors.</param>
    /// <param name="view">The box beside what that text says of it.</param>
    /// <param name="revision">The desired state's revision.</param>
    public Acceptor(string file, string text, BoxView view, string revision)
    {
        (this.file, this.text, this.view) = (file, text, view);
        report = Differ.Find(view);
        var state = DesiredStateReader.Read(file, text).State
            ?? throw new ArgumentException("The text is no desired state.", nameof(text));
        effects = new Effects(file, state, view, revision);
        spots = new Spots(MarkedTree.Read(text), state.Boxes.First(b => b.Name == view.Asked.Name));
    }

    /// <summary>Accepts what differs of a resource.</summary>
    /// <param name="name">What it is, as a plan prints it: the resource, or the resource and a field.</param>
    /// <param name="place">The place that a person chose, as <c>box/matriz</c>; null where none was.</param>
    public AcceptanceResult Accept(string name, string? place)
    {
        var drifts = report.Drifts.Where(d => IsMeant(d, name)).ToList();
        if (drifts.Count == 0)
        {
            return Nothing(name);
        }

        var answers = drifts.Select(d => (Drift: d, Acceptance: AnyDrift.Accept(view, d))).ToList();
        var statements = answers.Where(a => a.Acceptance.Refusal is null).SelectMany(a => a.Acceptance.Statements).Distinct().ToList();
        if (statements.Count == 0)
        {
            return Refused(answers[0].Drift, answers[0].Acceptance.Refusal!);
        }

        var takes = answers.SelectMany(a => a.Acceptance.Takes).Concat(drifts.Select(d => d.Resource.Object)).ToHashSet();
        var ways = statements.Select(spots.Of).ToList();
        if (ways.FindIndex(w => w.Count == 0) is var missing and >= 0)
        {
            return new AcceptanceResult.Refused(
                $"{name} cannot be accepted: the desired state says it nowhere by itself, so it follows from something else there. "
                + $"`reconciler show {view.Asked.Name}` prints what it says, and where");
        }

        var chosen = ways.ConvertAll(w => Chosen(w, place));
        if (place is not null && !chosen.SelectMany(c => c).Any(s => s.Name == place))
        {
            return new AcceptanceResult.Refused(
                $"{name} cannot be said in {place}. It can be in {Listing.Of(ways.SelectMany(w => w).Select(s => s.Name))}");
        }

        if (Write(chosen) is not { } accepted)
        {
            return ByHand(name, chosen);
        }

        var effect = effects.Of(accepted);
        var others = effect.Changed.Where(c => c.Box != view.Asked.Name || !takes.Contains(c.Item)).ToEquatableArray();
        if (place is null && (chosen.SelectMany(c => c).Any(s => !s.IsOwn) || (others.Count > 0 && ways.Exists(w => w.Count > 1))))
        {
            return Choice(name, ways);
        }

        // What a person chose changes others on purpose, and of these it was told.
        var meant = (place is null ? [] : place.StartsWith(Spot.Anchor, StringComparison.Ordinal) ? effect.Changed : others)
            .Where(c => c.Box == view.Asked.Name).Select(c => c.Item).ToHashSet();
        var fresh = effect.New.FirstOrDefault(d => d.Kind != DriftKind.Ownership && !meant.Contains(d.Resource.Object));
        return Refusal(name, answers, effect, place is null ? others : [], fresh) is { } refusal
            ? new AcceptanceResult.Refused(refusal)
            : new AcceptanceResult.Accepted(accepted, name, Notes(answers, effect, others).ToEquatableArray());
    }

    // As a plan names it; of an object also what belongs to it, as each jail to fail2ban. A policy has a slash in place of a blank.
    private static bool IsMeant(Drift drift, string name) =>
        drift.Name == name || drift.Resource.Name == name || drift.Resource.Object.Name == name
        || (drift.Resource.Name.Split(' ', 2) is [var type, var rest] && $"{type}/{rest}" is var slashed
            && (name == slashed || name == $"{slashed} {drift.Field}"));

    // What is said no more goes wherever it is said.
    private static IReadOnlyList<Spot> Chosen(IReadOnlyList<Spot> way, string? place) =>
        way is [{ Wording.Said: Said.Nothing or Said.NoItem }, ..] ? way
        : [way.FirstOrDefault(s => s.Name == place) ?? way[^1]];

    private string? Write(IEnumerable<IReadOnlyList<Spot>> chosen) =>
        chosen.SelectMany(c => c).Distinct().Aggregate((string?)text, (now, spot) => now is null ? null : spot.Write(now));

    private AcceptanceResult.Choice Choice(string name, List<IReadOnlyList<Spot>> ways)
    {
        var places = new List<AcceptancePlace>();
        foreach (var spot in ways.SelectMany(w => w).DistinctBy(s => s.Name, StringComparer.Ordinal))
        {
            if (Write(ways.Select(w => Chosen(w, spot.Name))) is { } written && effects.Of(written) is { Problem: null } effect)
            {
                places.Add(new AcceptancePlace(spot.Name, TextPlace.Of(file, text, spot.At), Changes(effect.Changed).ToEquatableArray()));
            }
        }

        return new AcceptanceResult.Choice($"{name} is said where others are meant too", places.ToEquatableArray());
    }

    private static IEnumerable<string> Changes(IEnumerable<(string Box, ResourceId Item)> changed) =>
        changed.GroupBy(c => c.Item).Select(g => $"{g.Key} of {Listing.Of(g.Select(c => c.Box), 5)}");

    private Message? Refusal(
        string name, List<(Drift Drift, Acceptance Acceptance)> answers, Effect effect,
        EquatableArray<(string Box, ResourceId Item)> others, Drift? fresh)
    {
        if (effect.Problem is { } problem)
        {
            return $"{name} cannot be accepted: the desired state would be refused. {problem.ToString()}";
        }

        var left = answers.Where(a => !a.Acceptance.IsNoMatter && effect.Left.Contains(a.Drift.Id)).ToList();
        if (left.Find(a => a.Acceptance.Refusal is not null) is { Acceptance.Refusal: { } why } refused)
        {
            return $"{refused.Drift.Name} cannot be accepted: {why}";
        }

        return left.Count > 0 ? Left(left[0].Drift)
            : others.Count > 0
            ? (Message)($"{name} cannot be accepted alone: it would also change {Listing.Of(Changes(others))}. "
                + $"Write it into the desired state by hand")
            : fresh is not null
            ? (Message)($"{name} cannot be accepted alone: {fresh.Name} would differ then. Make both alike on the box first, "
                + $"or write it into the desired state by hand")
            : null;
    }

    private static Message Left(Drift drift) => drift switch
    {
        { InFile: true, Memory: { } running } =>
            (Message)($"{drift.Name} cannot be accepted: the file on the box says {drift.File}, and {running} is in memory. "
                + $"Make the two alike first, with {Reload(drift)} on the box, then accept it"),
        { InFile: true } =>
            (Message)($"{drift.Name} cannot be accepted: the file on the box says {drift.File}, and Asterisk still works with another "
                + $"value. Run {Reload(drift)} on the box first, then accept it"),
        _ => $"{drift.Name} cannot be accepted: it would still differ. Write it into the desired state by hand",
    };

    private static Message Reload(Drift drift) => drift.Subject.Reload?.Words ?? $"a restart of Asterisk";

    private AcceptanceResult.Refused ByHand(string name, List<IReadOnlyList<Spot>> chosen)
    {
        var places = chosen.SelectMany(c => c).Select(s => TextPlace.Of(file, text, s.At).ToString());
        return new($"{name} cannot be accepted: the lines there would have to be written anew. Edit {Listing.Of(places)} by hand");
    }

    private static AcceptanceResult.Refused Refused(Drift drift, Message why) => new($"{drift.Name} cannot be accepted: {why}");

    private static IEnumerable<Message> Notes(
        List<(Drift Drift, Acceptance Acceptance)> answers, Effect effect, EquatableArray<(string Box, ResourceId Item)> others)
    {
        if (answers.Where(a => a.Acceptance.IsNoMatter && effect.Left.Contains(a.Drift.Id)).Select(a => a.Drift.Name).ToList()
            is { Count: > 0 } left)
        {
            yield return $"{Listing.Of(left)} is not accepted with it, since no desired state asks for it: `reconciler plan` says what "
                + $"becomes of it";
        }

        if (others.Count > 0)
        {
            yield return $"it also changes what is wanted of {Listing.Of(Changes(others), 10)}";
        }

        if (effect.New.Where(d => d.Kind != DriftKind.Ownership).Select(d => d.Name).ToList() is { Count: > 0 } fresh)
        {
            yield return $"{Listing.Of(fresh, 10)} differs on the box then";
        }

        if (effect.New.Any(d => d.Kind == DriftKind.Ownership))
        {
            yield return $"the next `reconciler apply` writes our file on the box anew, with the same effect";
        }
    }

    private AcceptanceResult Nothing(string name)
    {
        if (report.Ignored.FirstOrDefault(i => IsMeant(i.Drift, name)) is { } ignored)
        {
            return new AcceptanceResult.NoDrift($"{name} differs, and policy.ignore leaves it alone: {ignored.Reason}");
        }

        var rest = report.Drifts.IsEmpty
            ? (Message)$"Nothing differs on {view.Asked.Name}."
            : $"What differs on {view.Asked.Name}: {Listing.Of(report.Drifts.Select(d => d.Name), 10)}.";
        return KnownSubjects.All.SelectMany(s => s.Objects(view.Asked)).Any(o => o.Object.Name == name
            || name.StartsWith($"{o.Object.Name} ", StringComparison.Ordinal))
            ? new AcceptanceResult.NoDrift($"{name} is as desired. {rest}")
            : new AcceptanceResult.Unknown($"there is nothing to accept of the name {name}. {rest}");
    }
}
