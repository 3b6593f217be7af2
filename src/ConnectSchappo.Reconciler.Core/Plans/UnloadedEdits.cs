using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>
/// What others changed in their files and nobody has loaded yet: whatever reads the configuration again, and be it for a change of ours,
/// makes that effective too. It is said in the plan, and not charged to our change.
/// </summary>
internal static class UnloadedEdits
{
    public static IEnumerable<Message> Find(BoxView box, IReadOnlyCollection<PlannedActivation> activations)
    {
        if (!box.Seen.Memory.Reloaded.TryGet(out var reloaded))
        {
            yield break;
        }

        foreach (var activation in activations)
        {
            var readsAll = activation.Activation.Rung >= Rung.AsteriskStart;

            // Asterisk tells its last reload in whole seconds: what was written within that second may be our own, and was most likely
            // read.
            var files = box.Chains.Where(c => readsAll || activation.Serves.Contains(c.Subject))
                .SelectMany(c => c.Now.Files.Where(f => f != c.ConfigFile.Own && !IsOurEdit(box, f)))
                .Select(box.Seen.Files.GetValueOrDefault).OfType<BoxFile>()
                .Where(f => f.Changed is { } changed && changed.DateTime >= reloaded.AddSeconds(1))
                .OrderBy(f => f.Path, StringComparer.Ordinal).ToList();
            if (files.Count > 0)
            {
                var written = files.Select(f => (Message)$"{f.Path} (written {f.Changed:yyyy-MM-dd HH:mm:ss} by {f.Owner})");
                yield return $"{activation.Activation.Words} also loads what others wrote since the last reload: {Listing.Of(written)}";
            }
        }
    }

    // A file that we edited since may hold our line and nothing new of theirs.
    private static bool IsOurEdit(BoxView box, string path) => box.Chains.Any(c => c.Host == path) && box.Wanted.Any(w => w.Path == path);
}
