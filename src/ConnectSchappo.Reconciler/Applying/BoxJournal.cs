namespace ConnectSchappo.Reconciler.Applying;

/// <summary>What transactions have left on a box, as one look at it finds it.</summary>
internal sealed record BoxJournal
{
    /// <summary>Whether the box can undo a transaction by itself when we do not come back.</summary>
    public bool HasWatchdog { get; private init; }

    /// <summary>Whether an ended transaction has left something to clear away.</summary>
    public bool HasLeftover { get; private init; }

    /// <summary>The transaction that was neither confirmed nor undone; null where there is none.</summary>
    public OpenTransaction? Open { get; private init; }

    /// <summary>Who held the lock last; null where nobody did, or is still at work.</summary>
    public LastTransaction? Last { get; private init; }

    /// <summary>Revisions that were rolled back here, with when and why.</summary>
    public IReadOnlyDictionary<string, string> Quarantined { get; private init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What the watchdog on the box did while nobody was there, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>Whether a round has something to bring to an end before it looks.</summary>
    public bool NeedsRecovery => Notes.Count > 0 || HasLeftover || Open is { IsWaiting: false };

    /// <summary>The same, after a transaction that was under way was ended by whoever made it, while we waited for the lock and then had it.</summary>
    public BoxJournal EndedByItsMaker(OpenTransaction ended) => this with { Last = new LastTransaction(ended.Id, ended.Owner) };

    public static BoxJournal Parse(string text)
    {
        var lines = text.Split('\n').Where(l => l.StartsWith('@')).Select(l => l.Split(' ', 2))
            .ToLookup(l => l[0], l => l.Length > 1 ? l[1] : "", StringComparer.Ordinal);
        string Value(string name) => lines[name].FirstOrDefault("");
        var quarantined = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var words in lines["@quarantine"].Select(l => l.Split(' ', 2)).Where(w => w.Length == 2))
        {
            quarantined[words[0]] = words[1];
        }

        return new BoxJournal
        {
            HasWatchdog = lines.Contains("@systemd"),
            HasLeftover = lines.Contains("@leftover"),
            Quarantined = quarantined,
            Notes = lines["@note"].ToList(),
            Last = Value("@last").Split(' ', 2) is [{ Length: > 0 } id, var by] ? new LastTransaction(id, by) : null,
            Open = !lines.Contains("@id") ? null : new OpenTransaction
            {
                Id = Value("@id"),
                Revision = Value("@revision"),
                Owner = Value("@owner"),
                Time = Value("@time"),
                IsWaiting = Value("@phase") == "waiting",
                IsUndoing = Value("@phase") == "undoing",
                IsAlive = lines.Contains("@alive"),
                WasActivated = lines.Contains("@activated"),
                IsDisproved = lines.Contains("@disproved"),
                IsSwapped = lines["@file"].All(f => f == "new"),
                Until = Value("@until"),
                Held = lines["@held"].ToHashSet(StringComparer.Ordinal),
            },
        };
    }
}
