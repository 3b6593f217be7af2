namespace ConnectSchappo.Reconciler.Core.Desired.Yaml;

/// <summary>
/// Reads a map of known keys. Every key that is asked for is known; <see cref="End"/> tells the others, each with the nearest known one.
/// </summary>
/// <param name="map">The map itself.</param>
/// <param name="what">How an error names it: <c>a box</c>, <c>`policy`</c>.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class MapReader(Node.Map map, string what, ProblemList problems)
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
        Take(key) is { } node && Shapes.Text(node, $"`{key}`", problems) is { } scalar ? new Located(scalar.Text, scalar.Place) : null;

    public Node.Map? Map(string key) => Take(key) is { } node ? Shapes.Map(node, $"`{key}`", problems) : null;

    public EquatableArray<Located>? Texts(string key) =>
        Take(key) is { } node
            ? Shapes.Texts(node, $"`{key}`", problems).Select(s => new Located(s.Text, s.Place)).ToEquatableArray()
            : null;

    /// <summary>Tells every key that nobody asked for.</summary>
    public void End()
    {
        foreach (var key in map.Entries.Select(e => e.Key).Where(k => !known.Contains(k.Text, StringComparer.Ordinal)))
        {
            var nearest = Spelling.Nearest(key.Text, known);
            problems.Add(
                ProblemKinds.UnknownKey,
                key.Place,
                $"`{Shown.Text(key.Text)}` is no key of {what}.",
                nearest is null ? $"Its keys are {string.Join(", ", known.Select(k => $"`{k}`"))}." : $"Did you mean `{nearest}`?");
        }
    }
}
