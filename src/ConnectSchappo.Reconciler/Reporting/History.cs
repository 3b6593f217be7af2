using System.Text;
using System.Text.Json;
using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Rounds;
using Microsoft.Extensions.Logging;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>
/// What was done, kept in a file: a line of JSON an entry, on disk before anybody is told of it. A line that a power cut left
/// half written is passed over. The older half goes when the file is full, so that two files of that size are the most.
/// </summary>
internal sealed class History(string? folder, ILogger logger) : IRoundObserver
{
    /// <summary>The most bytes of one file: some ten thousand entries.</summary>
    private const int Largest = 4 * 1024 * 1024;

    private const int MostReasons = 20;
    private const byte NewLine = (byte)'\n';

    private readonly Lock sync = new();
    private bool isFailing;

    private string Newer => Path.Combine(folder!, "history.jsonl");

    private string Older => Path.Combine(folder!, "history.1.jsonl");

    /// <summary>Records a round that changed something, tried to, or was a person's word; one that only waits is no news.</summary>
    public void OnRoundEnded(RoundReport report)
    {
        var outcome = report.Outcome;
        if (report.Asked is null && !outcome.Steps.Any(IsNews))
        {
            return;
        }

        var why = outcome.WasApplied && outcome.Plan is { } plan
            ? plan.Report.Drifts.Where(d => d.Remediation == Remediation.Automatic)
                .Select(d => $"{d.Name}: {d.Consequence.In(Language.English)}")
                .Distinct(StringComparer.Ordinal).ToList()
            : [];
        Add(new HistoryEntry
        {
            Time = report.Ended,
            Box = outcome.Box,
            Event = report.Asked is not { } word ? HistoryEvent.Applied : word.Confirms ? HistoryEvent.Confirmed : HistoryEvent.RolledBack,
            By = report.Asked?.By,
            Revision = outcome.Revision,
            Transaction = outcome.Steps.LastOrDefault(s => s.Transaction is not null)?.Transaction,
            Why = why.Count <= MostReasons ? why : [.. why.Take(MostReasons), $"and {why.Count - MostReasons} more"],
            Steps =
            [
                .. outcome.Steps.Select(Line),
                .. outcome.Failure is { } failure ? [failure.Message.In(Language.English)] : Array.Empty<string>(),
            ],
            Parts = Parts(outcome) is { Count: > 0 } parts ? parts : null,
            Verdict = outcome.Verdict,
            Seconds = Math.Round(outcome.Duration.TotalSeconds, 1),
        });
    }

    /// <summary>Appends an entry. A disk that is full or gone is told once, and ends nothing.</summary>
    public void Add(HistoryEntry entry)
    {
        if (folder is null)
        {
            return;
        }

        try
        {
            lock (sync)
            {
                Append(JsonSerializer.SerializeToUtf8Bytes(entry, HistoryJson.OneLine.HistoryEntry));
            }

            if (isFailing)
            {
                isFailing = false;
                logger.HistoryRecovered();
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            if (!isFailing)
            {
                isFailing = true;
                logger.HistoryLost(Newer, failure.Message);
            }
        }
    }

    /// <summary>The newest entries, the oldest of them first.</summary>
    /// <param name="box">Only those of this box and of all boxes; null for those of each.</param>
    /// <param name="last">How many at most.</param>
    public IReadOnlyList<HistoryEntry> Read(string? box, int last) =>
        [.. All().Where(e => box is null || e.Box is null || e.Box == box || e.Box == Suspension.Everywhere).TakeLast(last)];

    /// <summary>Whether there is any entry of this box alone.</summary>
    public bool Knows(string box) => All().Any(e => e.Box == box);

    private List<HistoryEntry> All()
    {
        if (folder is null)
        {
            return [];
        }

        lock (sync)
        {
            return [.. Lines(Older).Concat(Lines(Newer)).Select(Entry).OfType<HistoryEntry>()];
        }
    }

    private void Append(byte[] entry)
    {
        Directory.CreateDirectory(folder!);
        if (new FileInfo(Newer) is { Exists: true, Length: > Largest })
        {
            File.Move(Newer, Older, overwrite: true);
        }

        using var file = new FileStream(Newer, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        if (file.Length > 0)
        {
            file.Seek(-1, SeekOrigin.End);
            if (file.ReadByte() != NewLine)
            {
                file.WriteByte(NewLine); // ends what a power cut left half written
            }
        }

        file.Write([.. entry, NewLine]);
        file.Flush(flushToDisk: true);
    }

    private static IEnumerable<string> Lines(string path) => File.Exists(path) ? File.ReadLines(path, Encoding.UTF8) : [];

    private static HistoryEntry? Entry(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, HistoryJson.OneLine.HistoryEntry);
        }
        catch (JsonException)
        {
            return null; // half written when the power went
        }
    }

    // Being kept out, or refused before anything was touched, is for the log: it would come again with each round.
    private static bool IsNews(Step step) => step is Step.Transacted transacted
        ? transacted.Event is not TransactionEvent.Refused and not TransactionEvent.LockedOut and not TransactionEvent.WaitsForConfirmation
        : step.Result != StepResult.Pending;

    private static Dictionary<string, TransactionEvent> Parts(BoxOutcome outcome) =>
        outcome.Parts.ToDictionary(p => p.Subject.Name, p => p.Fate.Event);

    private static string Line(Step step) => step switch
    {
        Step.Edited edited => $"{edited.Path}: {edited.Text.In(Language.English)}",
        Step.Activated activated =>
            $"{activated.Activation.Words.In(Language.English)}: {activated.Text.In(Language.English)}",
        _ => step.Text.In(Language.English),
    };
}
