using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>The files to write, in an order in which every state between two of them is one that Asterisk can read.</summary>
internal static class FileEdits
{
    public static IEnumerable<FileEdit> For(BoxView box, DriftReport report, IReadOnlyDictionary<Subject, string> blocked)
    {
        var edits = new List<FileEdit>();
        foreach (var wanted in box.Wanted.Where(w => w.Refusal is null))
        {
            var chain = ChainOf(box, wanted.Path);
            var file = box.Seen.Files.GetValueOrDefault(wanted.Path);
            var subject = chain is null ? Subject.Fail2ban : Subject.Of(chain);
            if (!blocked.ContainsKey(subject) && !OwnershipDrifts.Same(wanted, file) && !(box.Past.Contested.Contains(new ResourceId.Settings(subject)) && (!wanted.IsOwn || chain is null)))
            {
                edits.Add(Edit(box, wanted.Path, file, wanted.Bytes, chain, wanted.Why));
            }
        }

        foreach (var chain in Chain.All.Where(c => !blocked.ContainsKey(Subject.Of(c)) && NeedsFreshFile(box, c, report, edits)))
        {
            if (Fresh(box, chain) is { } file)
            {
                edits.Add(Edit(box, file.Path, file, file.Content, chain, "the same text with a new date, so that Asterisk reads it again"));
            }
        }

        foreach (var path in report.Drifts.Where(d => d is { Field: AccessDrifts.Field, Cure: Cure.Ours } && !blocked.ContainsKey(d.Subject)).Select(d => d.Resource).OfType<ResourceId.ConfigFile>().Select(f => f.Path))
        {
            var file = box.Seen.Files[path];
            var at = edits.FindIndex(e => e.Path == path);
            var edit = at >= 0 ? edits[at] : Edit(box, path, file, file.Content, ChainOf(box, path), "the same text, readable for Asterisk again");
            edits.RemoveAll(e => e.Path == path);
            edits.Add(edit with { GivesRights = true });
        }

        // What is included must be there before the line that includes it, and go after it.
        return edits.OrderBy(e => e.After is null ? 2 : Chain.All.Any(c => c.Own == e.Path) ? 0 : 1);
    }

    public static Chain? ChainOf(BoxView box, string path) =>
        Chain.All.FirstOrDefault(c => c.Own == path || box.Of(c).Host == path || box.Of(c).Now.Files.Contains(path));

    // Asterisk reads a file again only if its size or mtime changed. Source: main/config.c, cfmstat_cmp; tried.
    private static bool NeedsFreshFile(BoxView box, Chain chain, DriftReport report, List<FileEdit> edits) =>
        report.Drifts.Any(d => d.Chain == chain && d.InMemory && d.Cure == Cure.Ours && d.Needs == DriftNeed.Reload)
        && !edits.Exists(e => ChainOf(box, e.Path) == chain);

    private static BoxFile? Fresh(BoxView box, Chain chain) =>
        box.Seen.Files.GetValueOrDefault(chain.Own) ?? box.Seen.Files.GetValueOrDefault(box.Of(chain).Host);

    // rtp.conf need not be there; a new one must be Asterisk's like the others.
    private static string? OwnedLike(BoxView box, Chain chain) =>
        Chain.All.Select(c => c.Top).Prepend(chain.Top).FirstOrDefault(box.Seen.Files.ContainsKey);

    private static FileEdit Edit(BoxView box, string path, BoxFile? file, ReadOnlyMemory<byte>? after, Chain? chain, string why) => new()
    {
        Subject = chain is null ? Subject.Fail2ban : Subject.Of(chain),
        Path = path,
        Original = file is null ? null : new SensitiveBytes(file.Content),
        After = after is { } bytes ? new SensitiveBytes(bytes) : null,
        OwnedLike = chain is null ? null : OwnedLike(box, chain),
        Mode = chain is null ? "644" : "640",
        Why = why,
    };
}
