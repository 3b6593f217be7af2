using System.Globalization;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>An object waits for a secret that can be written, whatever is to be said of the secrets of all others.</summary>
public sealed class SecretHoldTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(600)] // more than a list of problems holds
    public void A_password_with_a_line_break_is_not_written_however_many_others_are_weak(int weak)
    {
        var box = SimulatedBox.Factory(StateOf(weak + 1));
        foreach (var name in box.Desired.SecretNames)
        {
            box.Secrets[name] = new Secret("short");
        }

        box.Secrets[$"softphone-{10_000 + weak}"] = new Secret("a long secret\nwith two lines");

        var hold = Assert.Single(box.View(DateTimeOffset.UnixEpoch).Holds);

        Assert.Equal(HoldKind.Secret, hold.Kind);
        Assert.Equal($"auth{10_000 + weak}", Assert.IsType<PjsipId>(hold.Object).Section);
    }

    private static string StateOf(int extensions) => string.Join('\n', SimulatedBox.SampleState().Split('\n')
        .TakeWhile(l => !l.StartsWith("extensions:", StringComparison.Ordinal))
        .Append("extensions:")
        .Concat(Enumerable.Range(10_000, extensions).Select(number => string.Create(
            CultureInfo.InvariantCulture, $"  \"{number}\": {{profile: webrtc, password: {{secret: softphone-{number}}}}}")))) + "\n";
}
