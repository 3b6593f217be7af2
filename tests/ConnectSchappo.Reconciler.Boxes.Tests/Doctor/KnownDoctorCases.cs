namespace ConnectSchappo.Reconciler.Boxes.Tests.Doctor;

/// <summary>Every fault that the doctor is tried on, in the order of its links.</summary>
internal static class KnownDoctorCases
{
    public static DoctorCase[] All { get; } =
        [.. ServerCases.All, .. ExtensionCases.All, .. SoundCases.All, .. ProtectionCases.All];
}
