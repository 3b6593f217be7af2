using System.Globalization;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Reports;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Subjects;

namespace ConnectSchappo.Reconciler.Core.Imports;

/// <summary>
/// A desired state that asks for what the files of a box say. The language itself decides what can be said: what it refuses is a comment,
/// with the reason, and stays on the box as it is.
/// </summary>
public sealed class ImportedState
{
    private readonly ImportedBox box;
    private readonly IReadOnlyList<Imported> found;
    private readonly Dictionary<ImportedEntry, Message> refused = [];

    private ImportedState(ImportedBox box) => (this.box, found) = (box, Unique([.. KnownSubjects.All.Select(s => s.Import(box))]));

    /// <summary>The box as the text asks for it.</summary>
    public DesiredBox Box { get; private set; } = null!;

    /// <summary>The values of the secrets that the text names, as the box has them.</summary>
    public IReadOnlyDictionary<string, Secret> Secrets { get; private set; } = null!;

    /// <summary>What the text does not say, and why.</summary>
    public EquatableArray<Message> Left => refused.Select(r => (Message)$"{string.Join(' ', r.Key.Keys)}: {r.Value}").ToEquatableArray();

    /// <summary>Writes down what the files of a box say.</summary>
    /// <param name="known">How the box is reached, and what a desired state says of it already.</param>
    /// <param name="seen">A look at it.</param>
    /// <returns>Null, with the reason, where a desired state cannot even name the box.</returns>
    public static (ImportedState? State, Message? Failure) Of(DesiredBox known, Observation seen)
    {
        var state = new ImportedState(new ImportedBox(known, seen));
        while (true)
        {
            var text = state.Write([], []);
            var reading = DesiredStateReader.Read(Name, text.ToString());
            var errors = reading.Problems.Where(p => p.Severity == Severity.Error).ToList();
            if (errors.Count == 0)
            {
                state.Box = reading.State!.Boxes[0];
                state.Secrets = state.SecretsOf(state.Box);
                return (state, null);
            }

            var isOne = false;
            foreach (var error in errors)
            {
                if (text.EntryAt(error.Place.Line) is { } entry)
                {
                    isOne = true;
                    state.refused.TryAdd(entry, $"{error.Code}: {error.Message} {error.Hint}");
                }
            }

            if (!isOne)
            {
                return (null, $"{errors[0].Code}: {errors[0].Message} {errors[0].Hint}");
            }
        }
    }

    /// <summary>The text.</summary>
    /// <param name="changes">What the first apply would change on the box besides moving objects into our files.</param>
    /// <param name="uncompared">What of the box could not be compared with it.</param>
    public string Text(IReadOnlyCollection<Message> changes, IReadOnlyCollection<Message> uncompared) =>
        Write(changes, uncompared).ToString();

    private const string Name = "import";

    private ImportText Write(IReadOnlyCollection<Message> changes, IReadOnlyCollection<Message> uncompared)
    {
        var at = box.Seen.At.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var text = new ImportText()
            .Comment($"What {box.Known.Name} had on {at} UTC, as reconciler import read it.")
            .Comment($"")
            .Comment(
                $"1. Put each secret that is named here into a file of its name in the secrets directory. --with-secrets DIR does it.")
            .Comment($"2. Run reconciler plan with this file. It moves what people wrote by hand into the reconciler's own files.")
            .Comment($"3. Run reconciler apply. Then remove adopt: yes.");
        Listed(
            text, $"The first apply would also change, where files and memory of the box differ or other software has the same name:",
            changes);
        Listed(text, $"What of the box could not be compared with this file. The first apply may change it:", uncompared);
        Listed(text, $"What these files say is not in here, or not all of it:", [.. Unread()]);

        var head = new YamlLines();
        DesiredBoxText.WriteHead(head, box.Known);
        if (AsteriskVersionOf(box) is { } series)
        {
            head.Line($"asterisk: {series}");
        }

        text.Blank().Add(head);
        foreach (var part in found)
        {
            text.Add([.. part.Entries], refused);
            foreach (var remark in part.Remarks)
            {
                text.Blank().Comment(remark.Why);
                foreach (var line in remark.Lines)
                {
                    text.Verbatim(line.In(Language.English));
                }
            }
        }

        return text.Blank().Add(new YamlLines().Line("policy:").Line("  adopt: yes", "take over objects that people made by hand"));
    }

    private static void Listed(ImportText text, Message what, IReadOnlyCollection<Message> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        text.Comment($"").Comment(what);
        foreach (var item in items)
        {
            text.Comment(item, 2);
        }
    }

    private IEnumerable<Message> Unread() =>
        box.Seen.Unseen.Keys.Order(StringComparer.Ordinal).Select(p => (Message)$"{p} could not be read")
            .Concat(KnownSubjects.OfAsterisk.Where(s => s.IsThere(box.Known.Running(box.Seen.Version), box.Seen))
                .SelectMany(s => box.Tree(s.ConfigFile!).Problems).Where(p => p.Severity >= ConfSeverity.Error)
                .Select(p => (Message)$"{p.Place}: {p.Message}: {p.Effect}"));

    private static int? AsteriskVersionOf(ImportedBox box) => box.Seen.Version is null ? null : box.Catalogue.SeriesNumber;

    private Dictionary<string, Secret> SecretsOf(DesiredBox read)
    {
        var needed = read.SecretNames.ToHashSet(StringComparer.Ordinal);
        return found.SelectMany(f => f.Entries).Where(e => !refused.ContainsKey(e)).SelectMany(e => SecretsIn(e.Value))
            .Where(s => needed.Contains(s.Name)).DistinctBy(s => s.Name, StringComparer.Ordinal)
            .ToDictionary(s => s.Name, s => s.Value, StringComparer.Ordinal);
    }

    private static IEnumerable<ImportedValue.OfSecret> SecretsIn(ImportedValue value) => value switch
    {
        ImportedValue.OfSecret secret => [secret],
        ImportedValue.Map map => map.Entries.SelectMany(e => SecretsIn(e.Value)),
        _ => [],
    };

    // Two secrets of one name, as of objects whose names differ in a character that no file's name has, get a number.
    private static List<Imported> Unique(IReadOnlyList<Imported> parts)
    {
        var given = new Dictionary<string, Secret>(StringComparer.Ordinal);
        ImportedValue Named(ImportedValue value) => value switch
        {
            ImportedValue.OfSecret secret => secret with { Name = Free(given, secret) },
            ImportedValue.Map map => map with
            {
                Entries = map.Entries.Select(e => KeyValuePair.Create(e.Key, Named(e.Value))).ToEquatableArray(),
            },
            _ => value,
        };
        return [.. parts.Select(p => p with { Entries = p.Entries.Select(e => e with { Value = Named(e.Value) }).ToEquatableArray() })];
    }

    private static string Free(Dictionary<string, Secret> given, ImportedValue.OfSecret secret)
    {
        var name = secret.Name;
        for (var n = 2; given.TryGetValue(name, out var other) && other != secret.Value; n++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{secret.Name}-{n}");
        }

        given[name] = secret.Value;
        return name;
    }
}
