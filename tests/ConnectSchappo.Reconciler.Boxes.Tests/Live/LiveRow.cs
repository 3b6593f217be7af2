using ConnectSchappo.Reconciler.Boxes.Tests.Lab;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Live;

/// <summary>One change of the desired state, and all that it may cost.</summary>
/// <param name="Change">What changes, as the report names it.</param>
/// <param name="Edit">The desired state's text with the change.</param>
/// <param name="Activations">The least ones, in order; empty where the next start is enough.</param>
/// <param name="Memory">A script for the box that fails unless it runs as the desired state now says.</param>
internal sealed record LiveRow(string Change, Func<string, string> Edit, string Activations, string Memory)
{
    /// <summary>A script for the box before the change: what the desired state is not about.</summary>
    public string? Before { get; init; }

    /// <summary>The new value of <c>phone-260</c>, where it is the secret that changes.</summary>
    public string? Secret { get; init; }

    /// <summary>Whether it is complete only when the calls have ended, and says so until then.</summary>
    public bool Waits { get; init; }

    /// <summary>The versions of Asterisk that have what is changed.</summary>
    public int[] Series { get; init; } = LabImage.EverySeries;

    /// <summary>Whether every run tries it, and not the campaign alone.</summary>
    public bool IsSample { get; init; }
}
