using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Edits;
using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Acceptances;

/// <summary>
/// The places where a desired state may say something of a box, as they win over one another: the box, its groups from the last to the
/// first, the file; and what the object is made from comes after all of these.
/// </summary>
internal sealed class Spots(MarkedNode.Map root, DesiredBox box)
{
    private readonly (string Name, string[] Keys)[] levels =
    [
        ($"box/{box.Name}", ["boxes", box.Name]),
        .. Groups(root, box).Reverse().Select(g => ($"group/{g}", new[] { "groups", g })),
        (Spot.File, []),
    ];

    /// <summary>
    /// Where a statement is made now, and every place that would win over it: the last one is where it is made. Of something that is to be
    /// said no more, every place that says it.
    /// </summary>
    public IReadOnlyList<Spot> Of(Statement statement)
    {
        var all = statement.Wordings.SelectMany(Own).Concat(statement.Wordings.SelectMany(Inherited)).ToList();
        if (statement.Wordings[0].Said is Said.Nothing or Said.NoItem)
        {
            return [.. all.Where(s => s.IsStated)];
        }

        var home = all.FirstOrDefault(s => s.IsStated) ?? all.FirstOrDefault(s => s.HasOwner)
            ?? all.First(s => s.Name == Spot.File);
        return
        [
            .. all.TakeWhile(s => s != home)
                .Where(s => s.Wording == home.Wording && s.Name != home.Name).DistinctBy(s => s.Name, StringComparer.Ordinal),
            home,
        ];
    }

    private IEnumerable<Spot> Own(Wording wording) =>
        levels.SelectMany(l => At(l.Name, [.. l.Keys, .. wording.Keys], l.Keys.Length, wording));

    private IEnumerable<Spot> Inherited(Wording wording)
    {
        if (wording.From is not { } from)
        {
            yield break;
        }

        EquatableArray<string> owner = [.. wording.Keys.Take(wording.OwnKeys)];
        var name = levels.Select(l => Text([.. l.Keys, .. owner, from.Key])).FirstOrDefault(n => n is not null);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (name is not null && seen.Add(name) && Way.Along(root, [from.Among, name]).IsWhole)
        {
            foreach (var spot in At($"{from.Word}/{name}", [from.Among, name, .. wording.Keys.Skip(wording.OwnKeys)], 2, wording))
            {
                yield return spot with { HasOwner = false };
            }

            name = Text([from.Among, name, from.Next]);
        }
    }

    // What comes by an alias may be said at the alias alone, or where it stands for all.
    private IEnumerable<Spot> At(string name, EquatableArray<string> keys, int before, Wording wording)
    {
        var way = Way.Along(root, keys);
        var spot = new Spot(name, keys, wording)
        {
            IsStated = way.IsWhole && wording.Said switch
            {
                Said.Item => way.Entry!.Value is MarkedNode.List,
                Said.NoItem item => (way.Entry!.Value as MarkedNode.List)?.Texts.Contains(item.Value, StringComparer.Ordinal) == true,
                _ => true,
            },
            HasOwner = way.Depth >= before + wording.OwnKeys,
            At = way.Entry?.Key.Start ?? 0,
        };
        if (way is { IsWhole: true, Entry: { IsAlias: true, Value: MarkedNode.Scalar } } && wording.Said is Said.Text)
        {
            yield return spot with { InsteadOfAlias = true, IsStated = false, HasOwner = false };
        }

        yield return way.Shared is { } anchor
            ? spot with { Name = Spot.Anchor + anchor, At = way.Entry!.Value.Start }
            : spot;
    }

    private string? Text(EquatableArray<string> keys) =>
        Way.Along(root, keys) is { IsWhole: true, Entry.Value: MarkedNode.Scalar scalar } ? scalar.Text : null;

    private static IEnumerable<string> Groups(MarkedNode.Map root, DesiredBox box)
    {
        bool Has(MarkedNode.Entry label) =>
            label.Value is MarkedNode.Scalar value && box.Labels.Contains(KeyValuePair.Create(label.Key.Text, value.Text));
        return ((root["groups"]?.Value as MarkedNode.Map)?.Entries ?? [])
            .Where(g => (g.Value as MarkedNode.Map)?["match"]?.Value is MarkedNode.Map match && match.Entries.All(Has))
            .Select(g => g.Key.Text);
    }
}
