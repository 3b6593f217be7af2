using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// Files that the account may not read that Asterisk runs under. A reload passes them over in silence; the next start finds the file
/// that includes them void. Source: Asterisk 16.28, tried.
/// </summary>
internal static class AccessDrifts
{
    public const string Field = "rights";

    public static IEnumerable<Drift> Find(BoxView box)
    {
        if (!box.Seen.Unreadable.TryGet(out var unreadable) || unreadable.IsEmpty)
        {
            yield break;
        }

        foreach (var view in box.Chains)
        {
            foreach (var path in view.Now.Files.Where(unreadable.Contains).Order(StringComparer.Ordinal))
            {
                var file = box.Seen.Files[path];
                var ours = path == view.ConfigFile.Own;
                yield return new Drift
                {
                    Kind = ours ? DriftKind.Ownership : DriftKind.Foreign,
                    Resource = new ConfigFileId(view.Subject, path),
                    Field = Field,
                    Desired = LayerWords.ReadableByAsterisk,
                    File = $"{file.Owner}:{file.Group} {file.Mode}",
                    Place = new ConfPlace(path, 1, 1),
                    Remediation = ours ? Remediation.Automatic : Remediation.Manual,
                    TakesEffect = DriftNeed.NextStart,
                    Consequence = ours
                        ? $"Asterisk keeps the old configuration; its next start loads nothing of {view.ConfigFile.Top}"
                        : (Message)($"Asterisk keeps the old configuration; its next start loads nothing of {view.ConfigFile.Top}: "
                            + $"chown --reference={view.ConfigFile.Top} {path}; chmod 640 {path}; touch {path}"),
                };
            }
        }
    }
}
