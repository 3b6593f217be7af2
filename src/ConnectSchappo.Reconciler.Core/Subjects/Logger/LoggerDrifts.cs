using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired.Edits;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Subjects.Logger;

/// <summary>
/// Levels that are not in a file of the log. Each line of logger.conf's [logfiles] makes a channel of its own, of the same file too: what
/// is in a file is what all its lines say together, and a level that two lines name is written twice. Source: Asterisk 16.28, tried.
/// </summary>
internal static class LoggerDrifts
{
    public static IEnumerable<Drift> Find(BoxView box)
    {
        var view = box.Of(LoggerSubject.Config);
        var blind = UnseenFiles.Any(box, LoggerSubject.Config);
        foreach (var channel in box.Desired.LoggerChannels)
        {
            var inFiles = LevelsIn(view.SharedNow, channel.Name, _ => true);
            var inMemory = box.Seen.Memory.LoggerChannels.TryGet(out var running)
                ? running.Where(r => Path.GetFileName(r.Name) == channel.Name).SelectMany(r => r.Levels).ToList() : [.. channel.Levels];
            var fileLacks = !blind && channel.Levels.Except(inFiles).Any();
            var lacking = channel.Levels.Except(inMemory).ToList();
            if (fileLacks || lacking.Count > 0)
            {
                yield return new Drift
                {
                    Kind = DriftKind.Logger,
                    Resource = new SettingsId(LoggerSubject.Instance),
                    Field = channel.Name,
                    Desired = Message.Verbatim(LoggerChannel.Text(channel.Levels)),
                    File = fileLacks ? Shown(inFiles) : null,
                    Memory = lacking.Count > 0 ? Shown(inMemory) : null,
                    Consequence =
                        $"events of level {Listing.Of(lacking.Count > 0 ? lacking : channel.Levels.Except(inFiles))} are not written "
                        + $"to the log file {channel.Name}: whoever reads that file, such as fail2ban, misses them",
                };
            }
        }
    }

    /// <summary>Without the levels that no line sends to the file; without the file where that leaves none.</summary>
    public static Acceptance Accept(BoxView box, string channel)
    {
        var inFiles = LevelsIn(box.Of(LoggerSubject.Config).SharedNow, channel, _ => true);
        var wanted = box.Asked.LoggerChannels.First(c => c.Name == channel).Levels;
        EquatableArray<string> keys = [LoggerSubject.Instance.Name, "channels", channel];
        return wanted.Intersect(inFiles).Any()
            ? Acceptance.Of([.. wanted.Except(inFiles).Select(l => Statement.Of(new Said.NoItem(l), keys))])
            : Acceptance.Of(Statement.Of(new Said.Nothing(), keys));
    }

    /// <summary>The levels that lines of logger.conf send to a file.</summary>
    public static IReadOnlyList<string> LevelsIn(ConfSection? section, string channel, Func<ConfEntry, bool> counts) =>
        (section?.Entries ?? []).Where(e => e.Key == channel && counts(e)).SelectMany(e => LoggerChannel.LevelsOf(e.Value))
            .Distinct(StringComparer.Ordinal).ToList();

    private static Message Shown(IEnumerable<string> levels) =>
        LoggerChannel.Text(levels) is { Length: > 0 } text ? Message.Verbatim(text) : $"none";
}
