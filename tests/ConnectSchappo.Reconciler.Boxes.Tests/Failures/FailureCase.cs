using ConnectSchappo.Reconciler.Boxes.Tests.Lab;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Failures;

/// <summary>Something that somebody or something breaks on a converged box, and that may keep nothing else from being healed.</summary>
/// <param name="Story">What happened, as a person would tell it.</param>
/// <param name="Subject">Whose it is: drifts of all other subjects are tried; empty where it is about none of them.</param>
/// <param name="Break">The script that makes it.</param>
/// <param name="Repair">What a person does about it.</param>
/// <param name="Says">What the log says of it, in one line and no more; empty where there is nothing to tell.</param>
internal sealed record FailureCase(string Story, string Subject, string Break, string Repair, string Says)
{
    /// <summary>What else the daemon cannot heal meanwhile, and why that is so is in docs/transactions.md.</summary>
    public string[] Without { get; init; } = [];

    /// <summary>
    /// Whether it takes away what every part needs, as docs/transactions.md lists: then nothing is healed before it is repaired, and all
    /// within 10 s after.
    /// </summary>
    public bool IsCommon { get; init; }

    /// <summary>An edit of the desired state instead of the box: what is put for what.</summary>
    public (string Old, string New)? State { get; init; }

    /// <summary>A secret that is taken away; null for none.</summary>
    public string? Secret { get; init; }

    /// <summary>Whether breaking or repairing it restarts Asterisk by itself.</summary>
    public bool RestartsAsterisk { get; init; }

    /// <summary>How often the daemon may restart Asterisk: once where that is the cure.</summary>
    public bool MayRestart { get; init; }

    /// <summary>Whether the box stays in sync with it.</summary>
    public bool StaysInSync { get; init; }

    /// <summary>The versions of Asterisk on which this can happen.</summary>
    public int[] Series { get; init; } = LabImage.EverySeries;

    /// <summary>Whether every run tries it, and not the campaign alone.</summary>
    public bool IsSample { get; init; }
}
