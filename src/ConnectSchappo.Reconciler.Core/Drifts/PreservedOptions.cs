using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>The options of one section with those that are ignored as our own file has them.</summary>
internal static class PreservedOptions
{
    /// <summary>
    /// The wanted options, those that are ignored with the file's values and in the file's places: written so, the file is what it was.
    /// </summary>
    /// <param name="own">The lines of our own file, in order.</param>
    public static EquatableArray<DesiredOption> Options(
        EquatableArray<DesiredOption> wanted, IReadOnlyList<ConfEntry> own, IgnoreRules rules)
    {
        var kept = wanted.Where(o => rules.Of(o.Name) is null).ToList();
        var at = 0;
        foreach (var entry in own)
        {
            if (rules.Of(entry.Key) is not null)
            {
                kept.Insert(at++, new DesiredOption(
                    entry.Key, new DesiredValue.Text(entry.Value), wanted.FirstOrDefault(o => Is(o, entry.Key))?.Place ?? default));
            }
            else if (kept.FindIndex(at, o => Is(o, entry.Key)) is >= 0 and var found)
            {
                at = found + 1;
            }
        }

        return kept.ToEquatableArray();
    }

    /// <summary>The ignored fields that our file has otherwise than they are wanted.</summary>
    public static IEnumerable<IgnoredDrift> Differing(
        DriftKind kind, ResourceId resource, EquatableArray<DesiredOption> wanted, IReadOnlyList<ConfEntry> own, IgnoreRules rules)
    {
        var fields = wanted.Select(o => o.Name).Concat(own.Select(e => e.Key)).Where(n => rules.Of(n) is not null)
            .Select(rules.Group).Distinct(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            var option = wanted.Where(o => rules.Group(o.Name) == field)
                .Aggregate(rules.Section[field], (known, o) => BoxView.With(known, o.Value));
            var (ours, theirs) = (
                Value(option, wanted.Where(o => rules.Group(o.Name) == field).Select(o => (o.Name, o.Value.ToString()!))),
                Value(option, own.Where(e => rules.Group(e.Key) == field).Select(e => (e.Key, e.Value))));
            if (ours != theirs && (ours is null || theirs is null || !OptionSpelling.Same(option, ours, theirs)))
            {
                yield return new IgnoredDrift(
                    new Drift
                    {
                        Kind = kind,
                        Resource = resource,
                        Field = field,
                        Desired = Shown(option, ours),
                        File = Shown(option, theirs),
                        Place = own.LastOrDefault(e => rules.Group(e.Key) == field)?.Place,
                        Consequence = Message.Empty,
                    },
                    Message.Verbatim(rules.Of(field)!));
            }
        }
    }

    private static string? Value(Option option, IEnumerable<(string Option, string Value)> lines)
    {
        var all = lines.ToList();
        return all.Count > 0 && option.ComparedAs is ComparedAs.Codecs
            ? OptionSpelling.Codecs(all)
            : RepeatedOptions.Value(option.Repeats, [.. all.Select(l => l.Value)]);
    }

    private static Message Shown(Option option, string? value) => value is null ? LayerWords.NotSet : BoxView.Show(option, value);

    private static bool Is(DesiredOption option, string name) => option.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
