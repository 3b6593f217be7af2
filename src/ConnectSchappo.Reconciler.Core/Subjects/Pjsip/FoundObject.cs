using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>An object of PJSIP as the files have it: each option once, with what comes of all its lines.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Section">Where it stands.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Options">Its options in the order of the file, those of templates first.</param>
internal sealed record FoundObject(
    PjsipType Type, ConfSection Section, FileAuthor Author, EquatableArray<KeyValuePair<string, ImportedValue>> Options)
{
    private const string Allow = "allow";
    private const string Disallow = "disallow";

    public string Name => Section.Name;

    /// <summary>Why no desired state can say what it is; null where one can.</summary>
    public Message? Refusal { get; private init; }

    /// <summary>The text of an option; null where it is silent, or a secret.</summary>
    public string? this[string option] =>
        (Options.FirstOrDefault(o => o.Key == option).Value as ImportedValue.Text)?.Value;

    public static FoundObject Of(ImportedBox box, PjsipType type, ConfSection section)
    {
        var author = box.AuthorOf(PjsipSubject.Config, section.Place.Path);
        var known = box.Catalogue[type];
        var options = new List<KeyValuePair<string, ImportedValue>>();
        Message? refusal = null;
        foreach (var lines in section.Entries.Where(e => !ConfText.EqualsIgnoreCase(e.Key, "type"))
            .GroupBy(e => known[e.Key].CountsAs, StringComparer.OrdinalIgnoreCase))
        {
            var option = known[lines.First().Key];
            var values = option.ComparedAs is ComparedAs.Codecs ? Codecs(known, [.. lines])
                : AreOneRule(known, section, option) ? [KeyValuePair.Create(option.Name, Together(box, type, section.Name, option,
                    [.. lines]))]
                : null;
            refusal ??= values is null
                ? (Message)$"its lines of {lines.Key} cannot be said as one value: write them into the desired state by hand"
                : lines.FirstOrDefault(l => !l.IsUtf8) is { } foreign
                ? $"its {foreign.Key} is not UTF-8, as a desired state is: write the line anew with an editor that saves UTF-8"
                : option.IsSecret && lines.Last().Value.Length == 0
                ? (Message)$"its {option.Name} is empty, and no secret can be"
                : null;
            options.AddRange(values ?? []);
        }

        return new FoundObject(type, section, author, options.ToEquatableArray()) { Refusal = refusal };
    }

    // Asterisk goes through permit and deny in their order: what stands between two lines of one of them would come after both.
    private static bool AreOneRule(OptionSection known, ConfSection section, Option option)
    {
        if (!option.DecidesAccess || option.Repeats != RepeatRule.Cumulative)
        {
            return true;
        }

        var rules = section.Entries.Select(e => known[e.Key]).Where(o => o.DecidesAccess && o.Repeats == RepeatRule.Cumulative)
            .Select(o => o.Name == option.Name).ToList();
        return rules.LastIndexOf(true) - rules.IndexOf(true) == rules.Count(isIt => isIt) - 1;
    }

    private static ImportedValue Together(ImportedBox box, PjsipType type, string name, Option option, IReadOnlyList<ConfEntry> lines)
    {
        if (option.IsSecret || Redaction.IsSecret(option.Name))
        {
            return Secret(box, type, name, option, lines[^1].Value);
        }

        var value = RepeatedOptions.Value(option.Repeats, [.. lines.Select(l => l.Value)])!;
        return UriPassword.IsIn(value) ? Secret(box, type, name, option, value)
            : option.IsOneALine && lines.Count > 1 ? new ImportedValue.List(lines.Select(l => l.Value).ToEquatableArray())
            : new ImportedValue.Text(value);
    }

    // A desired state has the name of the secret already, or it gets one that no other box has.
    private static ImportedValue.OfSecret Secret(ImportedBox box, PjsipType type, string name, Option option, string value)
    {
        var known = box.Known.Pjsip.FirstOrDefault(o => o.Type == type && o.Name == name)?[option.Name];
        return new ImportedValue.OfSecret(
            known is DesiredValue.SecretReference secret ? secret.Name
                : box.SecretName($"{type.TypeName()}-{name}{(option.Name == "password" ? "" : $"-{option.Name}")}"),
            new Secret(value));
    }

    // As they stand where each is there once. Of several lines what they come to, behind one that empties the list.
    private static List<KeyValuePair<string, ImportedValue>>? Codecs(OptionSection known, IReadOnlyList<ConfEntry> lines)
    {
        var said = lines.Select(l => KeyValuePair.Create(known[l.Key].Name, l.Value)).ToList();
        if (said.DistinctBy(s => s.Key, StringComparer.Ordinal).Count() == said.Count)
        {
            return said.ConvertAll(Text);
        }

        var isPlain = said[0] is { Key: Disallow, Value: "all" } && said.Skip(1).All(s => s.Key == Allow && !s.Value.Contains('!'));
        var left = isPlain ? string.Join(',', said.Skip(1).Select(s => s.Value))
            : said.Any(s => s.Key == Allow && Items(s.Value).Any(i => i is "all" || i.Contains(':', StringComparison.Ordinal))) ? null
            : OptionSpelling.Codecs(said.Select(s => (s.Key, s.Value))).Replace('|', ',');
        return left is null ? null
            : left.Length == 0 ? [Text(KeyValuePair.Create(Disallow, "all"))]
            : [Text(KeyValuePair.Create(Disallow, "all")), Text(KeyValuePair.Create(Allow, left))];
    }

    private static KeyValuePair<string, ImportedValue> Text(KeyValuePair<string, string> said) =>
        KeyValuePair.Create(said.Key, (ImportedValue)new ImportedValue.Text(said.Value));

    private static string[] Items(string value) => value.Split(',', StringSplitOptions.TrimEntries);
}
