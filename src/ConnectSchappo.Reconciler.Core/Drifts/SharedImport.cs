using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// Options of a section that several hands write: what a person or we wrote is stated. What the web interface wrote stays with it, so that
/// its pages go on to work, unless the section is needed whole.
/// </summary>
internal static class SharedImport
{
    /// <param name="box">The box.</param>
    /// <param name="subject">Whose section it is.</param>
    /// <param name="tree">What Asterisk reads.</param>
    /// <param name="isNeeded">Which options are stated whoever wrote them.</param>
    public static Imported Of(ImportedBox box, SharedSectionSubject subject, ConfTree tree, Func<Option, bool> isNeeded)
    {
        var file = subject.ConfigFile!;
        if (file.OptionsIn(box.Catalogue) is not { } options || tree.Find(file.SharedSection!) is not { } section)
        {
            return Imported.Nothing;
        }

        var entries = new List<ImportedEntry>();
        var (theirs, cumulative, idle) = (new List<Message>(), new List<Message>(), new List<Message>());
        foreach (var name in section.Entries.Select(e => options[e.Key].Name).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var option = options[name];
            var effective = Effective(section, option);
            var author = box.AuthorOf(file, effective[^1].Place.Path);
            if (author == FileAuthor.Software && !(isNeeded(option) && effective[^1].Value.Length > 0))
            {
                theirs.AddRange(effective.Select(e => Line(option, e)));
            }
            else if (author != FileAuthor.Reconciler && option.Type is OptionType.Ignored)
            {
                idle.AddRange(effective.Select(e => Line(option, e)));
            }
            else if (author != FileAuthor.Reconciler && option.Repeats == RepeatRule.Cumulative)
            {
                cumulative.AddRange(effective.Select(e => Line(option, e)));
            }
            else
            {
                entries.Add(new ImportedEntry([.. subject.Keys, name], Value(box, subject, option, effective))
                {
                    From = effective[^1].Place,
                });
            }
        }

        return Imported.Of(
            entries,
            new ImportedRemark($"{file.Name}.conf, as the web interface has it; it stays with the web interface:", [.. theirs]),
            new ImportedRemark(
                $"{file.Name}.conf: each line of these adds to the others, so they stay where they are, and are not stated twice:",
                [.. cumulative]),
            new ImportedRemark($"{file.Name}.conf: Asterisk does not read these, so they are not stated:", [.. idle]));
    }

    private static List<ConfEntry> Effective(ConfSection section, Option option)
    {
        var all = section.Entries.Where(e => option.OlderNames.Append(option.Name).Any(n => ConfText.EqualsIgnoreCase(n, e.Key))).ToList();
        return option.Repeats switch
        {
            RepeatRule.LastWins => [all[^1]],
            RepeatRule.FirstWins => [all[0]],
            RepeatRule.Cumulative => all,
            _ => throw new ArgumentOutOfRangeException(nameof(option), option.Repeats, null),
        };
    }

    private static ImportedValue Value(ImportedBox box, SharedSectionSubject subject, Option option, List<ConfEntry> effective)
    {
        var value = string.Join(',', effective.Select(e => e.Value));
        return option.IsSecret || Redaction.IsSecret(option.Name) || UriPassword.IsIn(value)
            ? new ImportedValue.OfSecret(box.SecretName($"{subject.Name}-{option.Name}"), new Secret(value))
            : new ImportedValue.Text(value);
    }

    private static Message Line(Option option, ConfEntry entry) =>
        $"{option.Name}: {BoxView.Show(option, entry.Value)} ({Path.GetFileName(entry.Place.Path)}:{entry.Place.Line})";
}
