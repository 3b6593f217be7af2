namespace ConnectSchappo.Reconciler.Boxes.Tests.Places;

/// <summary>What is named to a person, what is done all the same, and how the person ends it.</summary>
/// <param name="Says">The words of <c>apply</c> that name cause and cure.</param>
/// <param name="Exit">How <c>apply</c> ends meanwhile.</param>
/// <param name="Registers">Whether everything else is applied meanwhile, so that a softphone registers.</param>
/// <param name="Cure">The script that does what the words say, as root on the box.</param>
internal sealed record Obstacle(string Says, int Exit, bool Registers, string Cure)
{
    /// <summary>A script that fails unless everything else is applied meanwhile, where no softphone can tell.</summary>
    public string? Meanwhile { get; init; }

    /// <summary>Whether everything else is applied meanwhile.</summary>
    public bool IsRestApplied => Registers || Meanwhile is not null;
}
