using System.Globalization;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Live;

/// <summary>What became of a call's sound since the last account.</summary>
/// <param name="Frames">How many of 20 ms each were sent and had half a second to come back.</param>
/// <param name="Lost">How many of them did not.</param>
/// <param name="Silence">The longest time without one, in milliseconds, as whoever listens had it.</param>
public sealed record SoundAccount(int Frames, int Lost, int Silence)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Frames - Lost}/{Frames} frames, {Silence} ms");
}
