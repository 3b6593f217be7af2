using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>The files to write, in an order in which every state between two of them is one that Asterisk can read.</summary>
internal static class FileEdits
{
    public static IEnumerable<FileEdit> For(BoxView box, DriftReport report, IReadOnlyDictionary<Subject, Message> blocked)
    {
        var edits = new List<FileEdit>();
        foreach (var wanted in box.Wanted.Where(w => w.Refusal is null))
        {
            var (subject, file) = (wanted.Subject, box.Seen.Files.GetValueOrDefault(wanted.Path));
            var contested = box.Past.Contested.Contains(new SettingsId(subject)) && (!wanted.IsOwn || subject.ConfigFile is null);
            if (!blocked.ContainsKey(subject) && !OwnershipDrifts.Same(wanted, file) && !contested)
            {
                edits.Add(Edit(box, subject, wanted.Path, file, wanted.Bytes, wanted.Why));
            }
        }

        foreach (var view in box.Chains.Where(c => !blocked.ContainsKey(c.Subject) && NeedsFreshFile(c.Subject, report, edits)))
        {
            if (Fresh(box, view) is { } file)
            {
                edits.Add(Edit(
                    box, view.Subject, file.Path, file, file.Content, $"the same text with a new date, so that Asterisk reads it again"));
            }
        }

        foreach (var path in report.Drifts
            .Where(d => d is { Field: AccessDrifts.Field, Remediation: Remediation.Automatic } && !blocked.ContainsKey(d.Subject))
            .Select(d => d.Resource).OfType<ConfigFileId>().Select(f => f.Path))
        {
            var file = box.Seen.Files[path];
            var at = edits.FindIndex(e => e.Path == path);
            var edit = at >= 0 ? edits[at]
                : Edit(box, SubjectOf(box, path)!, path, file, file.Content, $"the same text, readable by Asterisk again");
            edits.RemoveAll(e => e.Path == path);
            edits.Add(edit with { GivesRights = true });
        }

        // What is included must be there before the line that includes it, and go after it.
        return edits.OrderBy(e => e.After is null ? 2 : e.Path == e.Subject.ConfigFile?.Own ? 0 : 1);
    }

    /// <summary>The subject that a file belongs to; null where none is read from it.</summary>
    public static Subject? SubjectOf(BoxView box, string path) =>
        box.Chains.FirstOrDefault(c => c.ConfigFile.Own == path || c.Host == path || c.Now.Files.Contains(path))?.Subject
        ?? box.Subjects.FirstOrDefault(s => s.Folder is { } folder && path.StartsWith(folder, StringComparison.Ordinal));

    // Asterisk reads a file again only if its size or mtime changed. Source: main/config.c, cfmstat_cmp; tried.
    private static bool NeedsFreshFile(Subject subject, DriftReport report, List<FileEdit> edits) =>
        report.Drifts.Any(d => d.Subject == subject && d.InMemory && d.Remediation == Remediation.Automatic
            && d.TakesEffect == DriftNeed.Reload)
        && !edits.Exists(e => e.Subject == subject);

    private static BoxFile? Fresh(BoxView box, ConfigFileView view) =>
        box.Seen.Files.GetValueOrDefault(view.ConfigFile.Own) ?? box.Seen.Files.GetValueOrDefault(view.Host);

    // rtp.conf need not be there; a new one must be Asterisk's like the others.
    private static string? OwnedLike(BoxView box, ConfigFile configFile) =>
        box.Chains.Select(c => c.ConfigFile.Top).Prepend(configFile.Top).FirstOrDefault(box.Seen.Files.ContainsKey);

    private static FileEdit Edit(
        BoxView box, Subject subject, string path, BoxFile? file, ReadOnlyMemory<byte>? after, Message why) => new()
    {
        Subject = subject,
        Path = path,
        Original = file is null ? null : new SensitiveBytes(file.Content),
        After = after is { } bytes ? new SensitiveBytes(bytes) : null,
        OwnedLike = subject.ConfigFile is { } configFile ? OwnedLike(box, configFile) : null,
        Mode = subject.ConfigFile is null ? "644" : "640",
        Why = why,
    };
}
