using System.Text;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>
/// The new content of one file on a box. It is applied only if the file is still the one that the plan saw, and even where
/// the bytes are the same it gives the file a fresh mtime, without which Asterisk would not read it again.
/// </summary>
public sealed record FileEdit
{
    /// <summary>Whose file it is.</summary>
    public required Subject Subject { get; init; }

    public required string Path { get; init; }

    /// <summary>The content that the plan saw; null where there was no such file. It may hold secrets.</summary>
    public required SensitiveBytes? Original { get; init; }

    /// <summary>SHA-256 of what the plan saw; null where there was no such file.</summary>
    public string? Before => Original?.Sha256;

    /// <summary>The content to write; null removes the file. It may hold secrets: it is for the box alone.</summary>
    public required SensitiveBytes? After { get; init; }

    /// <summary>The file whose owner and group a new file takes; null for root.</summary>
    public string? OwnedLike { get; init; }

    /// <summary>The permission bits of a new file, in octal.</summary>
    public string Mode { get; init; } = "644";

    /// <summary>Whether a file that is there takes owner and mode from the two above as well: Asterisk may not read it.</summary>
    public bool GivesRights { get; init; }

    public required Message Why { get; init; }

    /// <summary>Both texts for people, without secrets.</summary>
    public string MaskedBefore => Masked(Original);

    public string MaskedAfter => Masked(After);

    /// <summary>Whether lines that others wrote go away with it: their text is worth keeping.</summary>
    public bool TakesOut => Path != Subject.OwnFile
        && Text(Original).Split('\n').Except(Text(After).Split('\n'), StringComparer.Ordinal).Any();

    /// <summary>Whether the text stays as it is and only the modification time is renewed.</summary>
    public bool IsTouch => After is not null && Before == After.Sha256;

    private static string Masked(SensitiveBytes? bytes) => Redaction.Mask(Text(bytes));

    private static string Text(SensitiveBytes? bytes) => bytes is null ? "" : Encoding.UTF8.GetString(bytes.Reveal().Span);
}
