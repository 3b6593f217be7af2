using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>Where the web server listens, as http.conf says it and as Asterisk shows it.</summary>
public class HttpListenerTests
{
    [Theory]
    [InlineData("0.0.0.0", "0.0.0.0:8089", null)] // Asterisk's own port
    [InlineData("[::]", "[::]:8089", null)]
    [InlineData("0.0.0.0", "0.0.0.0:8090", "TLS listener")]
    [InlineData("0.0.0.0:8089", "0.0.0.0:8089", null)]
    [InlineData("0.0.0.0:8089", null, "TLS listener")]
    public void Tls(string wanted, string? now, string? drift)
    {
        var plan = Seen("tlsbindaddr: 0.0.0.0:8089", $"tlsbindaddr: \"{wanted}\"", new HttpListeners("127.0.0.1:8088", now, false));

        Assert.Equal(drift is null ? [] : [drift], plan.Report.Drifts.Select(d => d.Field));
    }

    [Theory]
    [InlineData("127.0.0.1:8088", 0, 1)]
    [InlineData(null, 1, 0)] // that nobody listens can be told
    public void Where_a_name_leads_is_unknown_and_neither_equal_nor_drift(string? now, int drifts, int unknown)
    {
        var plan = Seen("bindaddr: 127.0.0.1 ", "bindaddr: localhost ", new HttpListeners(now, "0.0.0.0:8089", false));

        Assert.Equal((drifts, unknown), (plan.Report.Drifts.Count, plan.Report.Unknown.Count));
    }

    [Theory]
    [InlineData("asterisk", "/asterisk", null, null)]
    [InlineData("asterisk", "", "/asterisk", "none")]
    [InlineData("\"\"", "/asterisk", "none", "/asterisk")]
    public void The_prefix_that_the_file_has_is_that_of_memory(string wanted, string now, string? desired, string? memory)
    {
        var listeners = new HttpListeners("127.0.0.1:8088", "0.0.0.0:8089", false) { Prefix = now };
        var plan = Seen("tlsbindaddr: 0.0.0.0:8089", $"tlsbindaddr: 0.0.0.0:8089\n  prefix: {wanted}", listeners);

        var drift = plan.Report.Drifts.SingleOrDefault();
        Assert.Equal((desired is null ? null : "prefix", desired, memory),
            (drift?.Field, drift?.Desired.ToString(), drift?.Memory?.ToString()));
        Assert.Equal(desired is null ? [] : [HttpActivations.Reload], plan.Activations.Select(a => a.Activation));
    }

    private static Core.Plans.Plan Seen(string old, string wanted, HttpListeners listeners)
    {
        var sample = SimulatedBox.SampleState();
        Assert.Contains(old, sample, StringComparison.Ordinal);
        var box = SimulatedBox.Converged(sample.Replace(old, wanted, StringComparison.Ordinal));
        box.Blind = o => o.Answered(HttpListenersQuestion.Instance, Fact.Known(listeners));
        return box.Plan();
    }
}
