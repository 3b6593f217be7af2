using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired.Rules;
using ConnectSchappo.Reconciler.Core.Desired.Yaml;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Desired.Declared;

/// <summary>Reads <c>ignore</c> of a policy: a list of maps of <c>resource</c>, <c>field</c> and <c>reason</c>, all three needed.</summary>
internal sealed class IgnoreReader(ProblemList problems, AsteriskCatalogue catalogue)
{
    public EquatableArray<IgnoredField> Read(Node node)
    {
        if (node is not Node.List list)
        {
            problems.Add(
                ProblemKinds.Shape, node.Place, $"Expected a list for `ignore`, but found {node.What}.",
                $"Write a line `- {{resource: endpoint/250, field: direct_media, reason: ...}}` for each field.");
            return [];
        }

        return list.Items.Select(Entry).OfType<IgnoredField>().ToEquatableArray();
    }

    private IgnoredField? Entry(Node node)
    {
        if (Shapes.Map(node, PartName.Item("ignore"), problems) is not { } map)
        {
            return null;
        }

        var reader = new MapReader(map, () => $"an item of `ignore`", problems);
        var (resource, field, reason) = (Needed(reader, "resource"), Needed(reader, "field"), Needed(reader, "reason"));
        reader.End();
        if (resource is not { } what || field is not { } option || reason is not { } why)
        {
            return null;
        }

        return IsRight(what, option) ? new IgnoredField(what.Text, option.Text, why.Text, map.Place) : null;
    }

    private Located? Needed(MapReader reader, string key)
    {
        if (reader.Take(key) is null)
        {
            problems.Add(
                ProblemKinds.Missing, reader.Place, $"This item of `ignore` has no `{key}`.",
                key == "reason" ? (Message)$"Write who decides the field, or why it may differ: every plan shows the reason." : null);
            return null;
        }

        if (reader.Text(key) is not { } text || text.Text.Trim().Length > 0)
        {
            return reader.Text(key);
        }

        problems.Add(ProblemKinds.NoValue, text.Place, $"There is no value for `{key}`.");
        return null;
    }

    private bool IsRight(Located resource, Located field)
    {
        var sections = IgnorableFields.Of(catalogue, resource.Text).ToList();
        if (sections.Count == 0)
        {
            problems.Add(
                ProblemKinds.NotOneOf, resource.Place, $"`{Shown.Text(resource.Text)}` is not a resource that has fields.",
                $"Write {Shown.Choice(catalogue.Sections.Select(s => s.Kind).ToList())}. "
                + $"A PJSIP object also has a slash and its name, for example `endpoint/250`.");
            return false;
        }

        // A pattern that matches such a field among others, and one that names it: both are wrong, and the way out differs.
        var refused = sections.SelectMany(s => IgnorableFields.Of(s).Select(o => (Option: o, Why: IgnorableFields.Refusal(s, o))))
            .FirstOrDefault(o => o.Why is not null && StarPattern.Matches(field.Text, o.Option, StringComparison.OrdinalIgnoreCase));
        if (refused.Option is not null)
        {
            problems.Add(
                ProblemKinds.NeverIgnored, field.Place,
                field.Text.Contains('*', StringComparison.Ordinal)
                    ? (Message)$"`{Shown.Text(field.Text)}` includes `{refused.Option}`, which cannot be ignored: {refused.Why}."
                    : $"`{refused.Option}` cannot be ignored: {refused.Why}.");
            return false;
        }

        if (!sections.Exists(s => s.Options.Keys.Any(o => StarPattern.Matches(field.Text, o, StringComparison.OrdinalIgnoreCase))))
        {
            problems.Add(
                ProblemKinds.UnknownOption, field.Place, $"`{Shown.Text(field.Text)}` is not an option of `{Shown.Text(resource.Text)}`.",
                Spelling.Hint(field.Text, sections.SelectMany(s => s.Options.Keys)));
            return false;
        }

        return true;
    }
}
