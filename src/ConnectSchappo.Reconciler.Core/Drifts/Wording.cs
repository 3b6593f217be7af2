using ConnectSchappo.Reconciler.Core.Desired.Edits;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>A way to say something in a desired state.</summary>
/// <param name="Keys">The keys that lead to it, from a level of the desired state on: the file itself, a group or a box.</param>
/// <param name="Said">What is to stand there.</param>
public sealed record Wording(EquatableArray<string> Keys, Said Said)
{
    /// <summary>How many of the keys name the object or the section: where they are there, it is at home.</summary>
    public int OwnKeys { get; init; } = 1;

    /// <summary>Keys behind which it has no effect, so that it must come before.</summary>
    public EquatableArray<string> Before { get; init; }

    /// <summary>What an object of its is made from where it is silent; null where that is nothing.</summary>
    public Inheritance? From { get; init; }
}
