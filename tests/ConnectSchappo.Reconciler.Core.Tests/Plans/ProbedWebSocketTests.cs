using System.Net;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>
/// The WebSocket is asked where the box itself meets it; the plain one behind a proxy that ends TLS, where a probe that hangs up costs
/// nobody's registration.
/// </summary>
public class ProbedWebSocketTests
{
    private const string Tls = "  tlsenable: yes\n  tlsbindaddr: 0.0.0.0:8089\n";

    [Theory]
    [InlineData(Tls, "16.28.0", Listener.Tls, "127.0.0.1:8089")]
    [InlineData(Tls, null, Listener.Tls, "127.0.0.1:8089")]
    [InlineData("  tlsenable: yes\n  tlsbindaddr: \"[::]:8443\"\n", "22.10.1", Listener.Tls, "127.0.0.1:8443")]
    [InlineData("  tlsenable: no\n  bindaddr: 127.0.0.1\n", "22.10.1", Listener.Plain, "127.0.0.1:8088")]
    [InlineData("  tlsenable: no\n  bindaddr: 127.0.0.1\n  bindport: 8090\n", "22.10.1", Listener.Plain, "127.0.0.1:8090")]
    [InlineData("  tlsenable: no\n  bindaddr: 127.0.0.1\n", "16.30.0", Listener.Plain, "127.0.0.1:8088")]
    [InlineData("  tlsenable: no\n  bindaddr: 127.0.0.1\n", "18.16.0", Listener.Plain, "127.0.0.1:8088")]
    [InlineData("  tlsenable: no\n  bindaddr: 127.0.0.1\n", "20.1.0", Listener.Plain, "127.0.0.1:8088")]
    [InlineData("  tlsenable: no\n  bindaddr: 127.0.0.1\n", "16.29.1", null, null)] // the probe comes from where all softphones come from
    [InlineData("  tlsenable: no\n  bindaddr: 127.0.0.1\n", "18.15.1", null, null)]
    [InlineData("  tlsenable: no\n  bindaddr: 127.0.0.1\n", "20.0.1", null, null)]
    [InlineData("  tlsenable: no\n  bindaddr: 127.0.0.1\n", null, null, null)]
    [InlineData("  tlsenable: no\n  bindaddr: \"::1\"\n", "22.10.1", Listener.Plain, "[::1]:8088")]
    [InlineData("  tlsenable: yes\n  tlsbindaddr: 10.0.8.5:8089\n", "16.28.0", Listener.Tls, "10.0.8.5:8089")]
    [InlineData("  tlsenable: yes\n  tlsbindaddr: 10.0.8.5\n", "16.28.0", Listener.Tls, "10.0.8.5:8089")]
    [InlineData("  tlsenable: yes\n  tlsbindaddr: \"::\"\n", "16.28.0", Listener.Tls, "127.0.0.1:8089")]
    [InlineData("  tlsenable: yes\n  tlsbindaddr: \"[fd00::5]:8089\"\n", "16.28.0", Listener.Tls, "[fd00::5]:8089")]
    [InlineData("  tlsenable: yes\n  tlsbindaddr: pbx.example.org:8089\n", "16.28.0", null, null)] // Asterisk resolves it
    public void Is_asked_where_the_version_lets_it(string http, string? version, string? listener, string? at) => Assert.Equal(
        listener is null ? null : new ProbedWebSocket("251", listener, IPEndPoint.Parse(at!)),
        WebRtc.Probed(SimulatedBox.Read(SimulatedBox.SampleState().Replace(OfSample(), http, StringComparison.Ordinal)),
            AsteriskVersion.Read(version)));

    [Fact]
    public void A_box_whose_WebSocket_answers_is_in_sync()
    {
        var box = Behind();

        Assert.True(box.Plan().Report.InSync);
        Assert.Empty(box.Plan().Report.Unknown);
    }

    [Fact]
    public void Where_nothing_answers_somebody_is_told()
    {
        var box = Behind();
        box.Answers = WebSocketAnswer.Nobody;

        var drift = Assert.Single(box.Plan().Report.Drifts);

        Assert.Equal("the plain listener is on, but nothing answers SIP", drift.Client!.English());
    }

    [Fact]
    public void What_cannot_send_to_softphones_waits_for_a_restart()
    {
        var box = Behind();
        box.CanBeCalled = false;

        box.Apply(box.Plan());

        Assert.Equal(["Restart"], box.Done.Select(a => a.ToString()));
        Assert.True(box.Plan().Report.InSync);
    }

    [Fact]
    public void What_another_program_answers_on_the_port_says_nothing_of_Asterisk()
    {
        var box = Behind();
        box.Answers = WebSocketAnswer.Nobody;
        box.Ports.Add(new PortHolder(IPEndPoint.Parse("127.0.0.1:8088"), 4711, "lighttpd", IsAsterisk: false));

        Assert.DoesNotContain(box.Plan().Report.Drifts, d => d.Client is not null);
    }

    [Fact]
    public void An_old_version_is_not_asked_and_in_sync()
    {
        var box = SimulatedBox.Converged(State());
        box.Answers = WebSocketAnswer.Nobody;

        Assert.True(box.Plan().Report.InSync);
        Assert.Empty(box.Plan().Report.Unknown);
    }

    private static SimulatedBox Behind()
    {
        var box = SimulatedBox.Converged(State());
        box.Version = "16.30.0";
        Assert.True(box.Plan().Report.InSync);
        box.Done.Clear();
        return box;
    }

    private static string State() =>
        SimulatedBox.SampleState().Replace(OfSample(), "  tlsenable: no\n  bindaddr: 127.0.0.1\n", StringComparison.Ordinal);

    private static string OfSample()
    {
        var text = SimulatedBox.SampleState();
        var from = text.IndexOf("  bindaddr:", StringComparison.Ordinal);
        return text[from..(text.IndexOf("\n\n", from, StringComparison.Ordinal) + 1)];
    }
}
