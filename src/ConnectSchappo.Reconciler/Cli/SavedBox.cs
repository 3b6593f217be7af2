using System.Text.Json.Nodes;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>One box of a saved plan: fingerprints of all that the plan was made from and will do, and the plan for people.</summary>
internal sealed record SavedBox
{
    public required string Box { get; init; }

    /// <summary>The files that were seen, each by a fingerprint of its content.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>The secrets that the box needs, each by its name and a fingerprint.</summary>
    public required IReadOnlyDictionary<string, string> Secrets { get; init; }

    /// <summary>What differs and what could not be seen.</summary>
    public required IReadOnlyList<SavedDrift> Drifts { get; init; }

    /// <summary>The edits and activations in order, a line for a person each. Nothing is decided by it.</summary>
    public required IReadOnlyList<string> Work { get; init; }

    /// <summary>A fingerprint of the edits to the byte, of the activations, and of what keeps others from being made.</summary>
    public required string Digest { get; init; }

    /// <summary>The plan as <c>plan --output json</c> shows it. Nothing is applied from it.</summary>
    public JsonNode? Plan { get; init; }
}
