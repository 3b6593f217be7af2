using ConnectSchappo.Reconciler.Boxes.Tests.Lab;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Doctor;

/// <summary>Something that is broken on a converged box, and what the doctor says of it.</summary>
/// <param name="Story">What happened, as a person would tell it.</param>
/// <param name="Link">The link that the doctor names first.</param>
/// <param name="Cause">The cause.</param>
/// <param name="Says">Words of its sentence.</param>
internal sealed record DoctorCase(string Story, string Link, string Cause, string Says)
{
    /// <summary>What the desired state says otherwise than the sample.</summary>
    public Func<string, string> State { get; init; } = state => state;

    /// <summary>The script that makes it.</summary>
    public string Break { get; init; } = "";

    /// <summary>The script that undoes it.</summary>
    public string Repair { get; init; } = "";

    /// <summary>What goes on while the doctor looks: phones, calls, servers.</summary>
    public Func<LabBox, Task<IAsyncDisposable>>? Meanwhile { get; init; }

    /// <summary>Who is asked about.</summary>
    public string Extension { get; init; } = "250";

    /// <summary>Where the phone is said to be; null where nothing is said.</summary>
    public string? From { get; init; }

    /// <summary>Whether it breaks nothing, so that it is told and not named as the first cause.</summary>
    public bool IsRemark { get; init; }

    /// <summary>The versions of Asterisk on which this can happen.</summary>
    public int[] Series { get; init; } = LabImage.EverySeries;

    /// <summary>Whether every run tries it, and not the campaign alone.</summary>
    public bool IsSample { get; init; }
}
