using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// How a drift came about, as far as the box tells: why memory is not what the file says, since when, and who last wrote the file. Dates
/// of files and of the last reload are the box's own, all from one clock.
/// </summary>
internal static partial class DriftStory
{
    /// <summary>Files that were written this close together are taken for the work of one hand.</summary>
    private static readonly TimeSpan OneHand = TimeSpan.FromSeconds(5);

    public static Drift Tell(BoxView box, Drift drift)
    {
        var file = FileOf(box, drift);
        var told = drift with
        {
            Reason = drift.Reason ?? Reason(box, drift, file),
            Since = Since(box, drift, file),
            IsRefused = drift.InMemory && Complaint(box, drift) is not null,
        };
        return drift is { InFile: true, Origin: DriftOrigin.Corrective } && file is not null
            ? told with { Writer = Writer(box, file) }
            : told;
    }

    private static BoxFile? FileOf(BoxView box, Drift drift) => drift.Kind == DriftKind.Certificate ? null :
        box.Seen.Files.GetValueOrDefault(drift.Place?.Path ?? "")
        ?? (drift.Resource is ConfigFileId named ? box.Seen.Files.GetValueOrDefault(named.Path) : null)
        ?? box.Seen.Files.GetValueOrDefault(drift.Kind == DriftKind.Ban ? "" : drift.Subject.OwnFile ?? "");

    private static DateTimeOffset? Since(BoxView box, Drift drift, BoxFile? file) =>
        drift.InFile ? file?.Changed
        : drift.Origin == DriftOrigin.Intentional || drift.ConfigFile is null || drift.Client is not null ? null
        : IsLost(box, file) ? file!.Changed
        : box.Seen.Memory.Reloaded.TryGet(out var reloaded) && file?.Changed is { } changed
        ? new DateTimeOffset(reloaded, changed.Offset)
        : null;

    private static Message? Reason(BoxView box, Drift drift, BoxFile? file)
    {
        // What a commit asks for is not there yet, whatever was reloaded before.
        if (drift.ConfigFile is not { } configFile || drift.Remediation == Remediation.Manual || drift.Origin == DriftOrigin.Intentional)
        {
            return null;
        }

        if (Complaint(box, drift) is { } complaint)
        {
            return $"Asterisk refused it at its last reload: {complaint}";
        }

        if (drift.InFile || drift.TakesEffect != DriftNeed.Reload || drift.Subject.Reload is null || drift.Client is not null
            || file?.Changed is not { } changed)
        {
            return null;
        }

        if (box.Seen.Unreadable.TryGet(out var unreadable)
            && box.Of(configFile).Now.Files.FirstOrDefault(unreadable.Contains) is { } closed)
        {
            return $"Asterisk has no permission to read {closed}";
        }

        if (!box.Seen.Memory.Reloaded.TryGet(out var reloaded))
        {
            return null;
        }

        return !IsLost(box, file)
            ? $"the reload of {reloaded:yyyy-MM-dd HH:mm:ss} had no effect on it: "
                + $"the file's date and size had not changed, or only memory was changed"
            : file.Modified < changed.AddSeconds(-1)
            ? (Message)$"{file.Path} was written with an older date, so Asterisk considers it unchanged"
            : $"there was no reload since {file.Path} was written";
    }

    private static bool IsLost(BoxView box, BoxFile? file) =>
        file?.Changed is { } changed && box.Seen.Memory.Reloaded.TryGet(out var reloaded) && changed.DateTime >= reloaded;

    // What was said before the last reload is history.
    private static string? Complaint(BoxView box, Drift drift)
    {
        if (!box.Seen.Memory.Reloaded.TryGet(out var reloaded))
        {
            return null;
        }

        var meant = box.Seen.Complaints.Where(c => c.Time >= reloaded && drift.Resource.IsMeantBy(c)).ToList();
        var said = meant.FindLast(c => c.Type is not null) ?? (drift.InMemory && !drift.InFile ? meant.LastOrDefault() : null);
        return said is null ? null : Masked(said.Message);
    }

    private static string Masked(string message) => Parsed().Replace(
        message, m => Redaction.IsSecret(m.Groups["option"].Value) ? $"{m.Groups["option"].Value}={Secret.Mask} at line" : m.Value);

    private static Message Writer(BoxView box, BoxFile file)
    {
        var generated = box.Seen.Files.Values.FirstOrDefault(
            f => f.Path != file.Path && ConfigFile.IsGenerated(f.Path) && (f.Modified - file.Modified)?.Duration() <= OneHand);
        Message written = file.Modified is { } time
            ? $"{file.Path} was last written at {time:yyyy-MM-dd HH:mm:ss zzz}; its owner is {file.Owner}"
            : (Message)$"{file.Path} was last written at an unknown time; its owner is {file.Owner}";
        return ConfigFile.IsGenerated(file.Path) ? $"{written}; the web interface writes this file"
            : generated is not null ? (Message)$"{written}; the web interface wrote {Path.GetFileName(generated.Path)} at the same time"
            : written;
    }

    [GeneratedRegex("(?<option>[A-Za-z0-9_]+)=(?<value>.*) at line", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parsed();
}
