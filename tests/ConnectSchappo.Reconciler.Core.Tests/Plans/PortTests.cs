using System.Net;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>A port of the web server that another program has: no reload opens it, so a person is told which program.</summary>
public class PortTests
{
    private static readonly HttpListeners Failed = new("127.0.0.1:8088", null, TlsFailed: true);

    [Theory]
    [InlineData("0.0.0.0:8089", true)]
    [InlineData("[::]:8089", true)]
    [InlineData("127.0.0.1:8089", true)] // the wanted one is on any address
    [InlineData("0.0.0.0:8090", false)]
    public void Is_told_with_who_has_it_and_not_reloaded_for(string bound, bool taken)
    {
        var box = SimulatedBox.Converged();
        box.Listen(Failed);
        box.Ports.Add(new PortHolder(IPEndPoint.Parse(bound), 4711, "python3", IsAsterisk: false));

        var plan = box.Plan();

        var drift = Assert.Single(plan.Report.Drifts);
        Assert.Equal(("http TLS listener", taken ? Remediation.Manual : Remediation.Automatic), (drift.Name, drift.Remediation));
        Assert.Equal(taken, drift.Consequence.English()
            .Contains($"port 8089 is taken by python3 (process 4711, at {bound}): stop it (kill 4711), or give tlsbindaddr another port",
                StringComparison.Ordinal));
        Assert.Equal(taken ? [] : [HttpActivations.Reload], plan.Activations.Select(a => a.Activation));
        Assert.Equal(taken, plan.Edits.IsEmpty);
    }

    [Fact]
    public void Of_Asterisk_itself_is_opened_by_a_reload()
    {
        var box = SimulatedBox.Converged();
        box.Listen(Failed);
        box.Ports.Add(new PortHolder(IPEndPoint.Parse("0.0.0.0:8089"), 812, "asterisk", IsAsterisk: true));

        Assert.Equal([HttpActivations.Reload], box.Plan().Activations.Select(a => a.Activation));
    }

    [Fact]
    public void That_is_free_again_is_opened_by_a_reload()
    {
        var box = SimulatedBox.Converged();
        box.Listen(Failed);
        box.Ports.Add(new PortHolder(IPEndPoint.Parse("0.0.0.0:8089"), 4711, "python3", IsAsterisk: false));
        Assert.False(box.Plan().HasWork);

        box.Ports.Clear();
        box.Apply(box.Plan());

        Assert.True(box.Plan().Report.InSync);
        Assert.Equal([HttpActivations.Reload], box.Done);
    }

    [Fact]
    public void Does_not_cost_the_listener_that_there_is()
    {
        var box = SimulatedBox.Converged();
        box.Desired = SimulatedBox.Read(SimulatedBox.SampleState().Replace(":8089", ":8443", StringComparison.Ordinal));
        box.Ports.Add(new PortHolder(IPEndPoint.Parse("0.0.0.0:8443"), 4711, "nginx", IsAsterisk: false));

        var plan = box.Plan("r2");

        Assert.False(plan.HasWork);
        Assert.Contains("port 8443 is taken by nginx (process 4711", Assert.Single(plan.Blocked).ToString(), StringComparison.Ordinal);
    }

    // Whoever has the port answers a client there: a strange certificate, or chan_sip of another Asterisk.
    [Fact]
    public void Says_nothing_of_Asterisk_by_what_its_holder_answers()
    {
        var box = SimulatedBox.Converged();
        box.Listen(Failed);
        box.Ports.Add(new PortHolder(IPEndPoint.Parse("0.0.0.0:8089"), 4711, "nginx", IsAsterisk: false));
        box.Blind = seen => seen with { Client = new ClientView(
            Fact.Known(new Certificate("ff00ff00ff00ff00ff00", DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue)),
                Fact.Known(WebSocketAnswer.ChanSip)) };

        var plan = box.Plan();

        Assert.Equal("http TLS listener", Assert.Single(plan.Report.Drifts).Name);
        Assert.False(plan.HasWork);
    }

    [Theory]
    [InlineData("127.0.0.1:8088", "0.0.0.0:8089", new int[0])]
    [InlineData("127.0.0.1:8088", null, new[] { 8089 })]
    [InlineData(null, null, new[] { 8088, 8089 })]
    [InlineData("0.0.0.0:8088", "0.0.0.0:8443", new[] { 8088, 8089 })]
    public void Are_asked_about_where_a_listener_is_missing(string? plain, string? tls, int[] asked) =>
        Assert.Equal(asked, HttpPorts.Missing(
            SimulatedBox.Read(SimulatedBox.SampleState()), Fact.Known(new HttpListeners(plain, tls, TlsFailed: false))));
}
