using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Desired.Yaml;

/// <summary>
/// Reads a map of known keys. Every key that is asked for is known; <see cref="End"/> reports the others, each with the nearest known one.
/// </summary>
/// <param name="map">The map itself.</param>
/// <param name="what">How a problem names it: <c>a box</c>, <c>`policy`</c>.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class MapReader(Node.Map map, Func<Message> what, ProblemList problems)
{
    private readonly List<string> known = [];

    public SourceLocation Place => map.Place;

    public Node? Take(string key)
    {
        if (!known.Contains(key, StringComparer.Ordinal))
        {
            known.Add(key);
        }

        return map.Entries.FirstOrDefault(e => e.Key.Text == key)?.Value;
    }

    public Located? Text(string key) =>
        Take(key) is { } node && Shapes.Text(node, PartName.Key(key), problems) is { } scalar
            ? new Located(scalar.Text, scalar.Place)
            : null;

    public Node.Map? Map(string key) => Take(key) is { } node ? Shapes.Map(node, PartName.Key(key), problems) : null;

    public EquatableArray<Located>? Texts(string key) =>
        Take(key) is { } node
            ? Shapes.Texts(node, key, problems).Select(s => new Located(s.Text, s.Place)).ToEquatableArray()
            : null;

    /// <summary>Reports every key that nobody asked for.</summary>
    public void End()
    {
        foreach (var key in map.Entries.Select(e => e.Key).Where(k => !known.Contains(k.Text, StringComparer.Ordinal)))
        {
            problems.Add(
                ProblemKinds.UnknownKey, key.Place, $"`{Shown.Text(key.Text)}` is not a key of {what()}.",
                Spelling.Hint(key.Text, known) ?? $"The keys are {Shown.List(known)}.");
        }
    }
}
