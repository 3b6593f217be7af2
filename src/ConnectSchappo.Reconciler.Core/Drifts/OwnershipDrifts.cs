using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>Our own files and their include lines, where no single option tells the difference already.</summary>
internal static class OwnershipDrifts
{
    public static IEnumerable<Drift> Find(BoxView box, IReadOnlyCollection<Drift> others)
    {
        foreach (var wanted in box.Wanted)
        {
            var file = box.Seen.Files.GetValueOrDefault(wanted.Path);
            if (wanted.Refusal is { } refusal)
            {
                yield return Drift(wanted, LayerWords.AsDesired, $"cannot be edited", refusal) with
                {
                    Kind = DriftKind.Foreign,
                    Remediation = Remediation.Manual,
                };
            }
            else if (Same(wanted, file)
                || (wanted.IsOwn && others.Any(d => d.Subject == wanted.Subject && d.InFile && d.Remediation == Remediation.Automatic)))
            {
                continue;
            }
            else if (!wanted.IsOwn || wanted.Bytes is null || file is null)
            {
                yield return Drift(wanted, wanted.Why, file is null ? LayerWords.NoFile : LayerWords.Different, Consequence(wanted));
            }
            else
            {
                yield return Drift(wanted, LayerWords.AsDesired, LayerWords.Different, wanted.Subject.IsOthersDoing(box, wanted.Path)
                    ? $"jails with an ignoreip of their own were added or removed since our file was written"
                    : (Message)$"our file differs from the desired state");
            }
        }
    }

    /// <summary>Whether a file is as wanted; the revision in the header of ours does not count.</summary>
    public static bool Same(WantedFile wanted, BoxFile? file)
    {
        if (wanted.Bytes is not { } bytes)
        {
            return file is null;
        }

        return file is not null && (bytes.Span.SequenceEqual(file.Content.Span)
            || (wanted.IsOwn && OwnFile.SameBut(bytes.Span, file.Content.Span)));
    }

    private static Message Consequence(WantedFile wanted) =>
        wanted.IsOwn ? $"its settings are lost at the next reload or restart"
        : wanted.Subject.ConfigFile is not { } configFile ? Message.Empty
        : configFile.ComesFirst
        ? (Message)($"Asterisk reads only the first [{configFile.SharedSection}] of {configFile.Name}.conf: "
            + $"without our include line before it, Asterisk ignores our {configFile.Name} settings")
        : $"without our include line, or after a line that ends the file early, Asterisk ignores our {configFile.Name} settings";

    private static Drift Drift(WantedFile wanted, Message desired, Message file, Message consequence) => new()
    {
        Kind = DriftKind.Ownership,
        Resource = new ConfigFileId(wanted.Subject, wanted.Path),
        Desired = desired,
        File = file,
        Consequence = consequence,
    };
}
