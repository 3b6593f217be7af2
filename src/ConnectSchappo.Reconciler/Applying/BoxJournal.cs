using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Texts;
using ConnectSchappo.Reconciler.Core.Subjects;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>What transactions have left on a box, as one look at it finds it.</summary>
internal sealed record BoxJournal
{
    /// <summary>Whether the box can undo a transaction by itself when we do not come back.</summary>
    public bool HasWatchdog { get; private init; }

    /// <summary>Whether an ended transaction has left something to clear away.</summary>
    public bool HasLeftover { get; private init; }

    /// <summary>The parts that were neither confirmed nor undone.</summary>
    public EquatableArray<OpenPart> Open { get; private init; }

    /// <summary>Who held the lock last; null where nobody did, or is still at work.</summary>
    public LastTransaction? Last { get; private init; }

    /// <summary>What was tried here and did not work.</summary>
    public EquatableArray<QuarantineEntry> Quarantine { get; private init; }

    /// <summary>Our files as they were confirmed last, where something is in quarantine. They may hold secrets.</summary>
    public IReadOnlyDictionary<Subject, ReadOnlyMemory<byte>> Confirmed { get; private init; } =
        new Dictionary<Subject, ReadOnlyMemory<byte>>();

    /// <summary>What the watchdog on the box did while nobody was there.</summary>
    public EquatableArray<WatchdogNote> Notes { get; private init; }

    /// <summary>Whether a round has something to bring to an end besides its own plan.</summary>
    public bool NeedsRecovery => Notes.Count > 0 || HasLeftover || Open.Any(p => !p.IsWaiting);

    /// <summary>
    /// The same, after parts that were under way were ended by whoever made them, while we waited for the lock and then had it.
    /// </summary>
    public BoxJournal EndedByTheirMaker(OpenPart ended) => this with
    {
        Last = new LastTransaction(ended.Id, ended.Owner),
        Open = Open.Where(p => p.Id != ended.Id).ToEquatableArray(),
    };

    public static BoxJournal Parse(string text)
    {
        var lines = text.Split('\n').Where(l => l.StartsWith('@')).Select(l => l.Split(' ', 2))
            .Select(l => (Mark: l[0], Value: l.Length > 1 ? l[1] : "")).ToList();
        var first = lines.FindIndex(l => l.Mark == "@part");
        var common = (first < 0 ? lines : lines[..first]).ToLookup(l => l.Mark, l => l.Value, StringComparer.Ordinal);
        var isAlive = common.Contains("@alive");
        var confirmed = new Dictionary<Subject, ReadOnlyMemory<byte>>();
        foreach (var words in common["@confirmed"].Select(l => new KeyedWords(l)))
        {
            if ((words["part"], words["content"]) is ({ } name, { } encoded) && KnownSubjects.Named(name) is { } subject)
            {
                // One that was cut short is one that is not known, and no reason to look after nothing else.
                var content = new byte[encoded.Length];
                if (Convert.TryFromBase64String(encoded, content, out var length))
                {
                    confirmed[subject] = content.AsMemory(0, length);
                }
            }
        }

        return new BoxJournal
        {
            HasWatchdog = common.Contains("@systemd"),
            HasLeftover = common.Contains("@leftover"),
            Quarantine = common["@quarantine"].Select(QuarantineLine.Parse).OfType<QuarantineEntry>().ToEquatableArray(),
            Confirmed = confirmed,
            Notes = common["@note"].Select(WatchdogNote.Parse).ToEquatableArray(),
            Last = Holder(new KeyedWords(common["@last"].FirstOrDefault(""), last: "owner")),
            Open = first < 0 ? [] : Parts(lines[first..], isAlive).DistinctBy(p => p.Subject).ToEquatableArray(),
        };
    }

    private static LastTransaction? Holder(KeyedWords last) =>
        (last["transaction"], last["owner"]) is ({ } id, { } owner) ? new LastTransaction(id, owner) : null;

    private static IEnumerable<OpenPart> Parts(List<(string Mark, string Value)> lines, bool isAlive)
    {
        for (var (at, end) = (0, 0); at < lines.Count; at = end)
        {
            end = lines.FindIndex(at + 1, l => l.Mark == "@part") is > 0 and var next ? next : lines.Count;
            if (KnownSubjects.Named(lines[at].Value) is { } subject)
            {
                yield return Part(subject, lines[at..end].ToLookup(l => l.Mark, l => l.Value, StringComparer.Ordinal), isAlive);
            }
        }
    }

    private static OpenPart Part(Subject subject, ILookup<string, string> lines, bool isAlive)
    {
        string Value(string name) => lines[name].FirstOrDefault("");
        return new OpenPart
        {
            Subject = subject,
            Id = Value("@id"),
            Revision = Value("@revision"),
            Owner = Value("@owner"),
            Time = Value("@time"),
            IsWaiting = Value("@phase") == "waiting",
            IsUndoing = Value("@phase") == "undoing",
            IsAlive = isAlive,
            Disproved = lines["@disproved"].FirstOrDefault() is { } why ? Message.Verbatim(why) : null,
            IsSwapped = lines["@file"].All(f => f == "new"),
            Until = Value("@until"),
            Held = lines["@held"].ToHashSet(StringComparer.Ordinal),
        };
    }
}
