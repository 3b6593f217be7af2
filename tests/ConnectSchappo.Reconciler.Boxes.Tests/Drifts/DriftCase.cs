using ConnectSchappo.Reconciler.Boxes.Tests.Lab;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Drifts;

/// <summary>What somebody or something does to a converged box, and all that may follow.</summary>
/// <param name="Story">What happened, as a person would tell it.</param>
/// <param name="Spoil">The script that makes it happen, as root on the box.</param>
/// <param name="Seen">What plan says differs: resource and field.</param>
/// <param name="Layers">Where it differs: file, memory, client.</param>
/// <param name="Activations">All that the daemon does to heal it, in order; empty where no activation is needed.</param>
/// <param name="Check">A script that fails unless the box is as it should be again.</param>
internal sealed record DriftCase(string Story, string Spoil, string Seen, string Layers, string Activations, string Check)
{
    /// <summary>Where it cannot be healed: what the daemon tells a person.</summary>
    public string? Person { get; init; }

    /// <summary>What that person then does.</summary>
    public string? Mend { get; init; }

    /// <summary>
    /// Plan's exit code: 2 where it can be healed, 5 where something waits for a person, 4 where Asterisk is not to be had.
    /// </summary>
    public int Exit { get; init; } = 2;

    /// <summary>The versions of Asterisk on which this can happen.</summary>
    public int[] Series { get; init; } = LabImage.EverySeries;

    /// <summary>Whether every run tries it, and not the campaign alone.</summary>
    public bool IsSample { get; init; }

    /// <summary>Whether nothing tells that it happened, so that only a full observation finds it (docs/noticing.md).</summary>
    public bool HasNoSign { get; init; }

    public bool Restarts => Activations.EndsWith("restart of Asterisk", StringComparison.Ordinal);
}
