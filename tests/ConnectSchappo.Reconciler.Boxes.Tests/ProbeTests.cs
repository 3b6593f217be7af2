using System.Text.Json;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>
/// The command probe on real boxes: it names what is broken first, and nobody is unregistered by it. In which versions the end of a
/// WebSocket unregisters whoever shares its address is in the catalogue (VersionTrouble).
/// </summary>
public class ProbeTests
{
    [Theory]
    [InlineData(16, "Skipped")]
    [InlineData(22, "Ok")]
    public async Task A_softphone_that_shares_the_address_stays_registered(int series, string webSocket)
    {
        await using var box = await Converged(series);
        await using var phone = await box.Softphone("250", "Schappo-250-lab", 8089);
        var registered = await box.Asterisk("pjsip show contacts");
        Assert.Contains("sip:250@", registered, StringComparison.Ordinal);

        var outside = await Probe(box, 0);
        var inside = await Probe(box, 0, "--on-box");
        await Probe(box, 0, "250", "--login");

        Assert.Equal(
            $"connection Ok, tls Ok, certificate Warning, page Ok, web_socket {webSocket}, registrar {webSocket}", outside);
        Assert.Equal("connection Ok, tls Ok, certificate Skipped, web_socket Ok, registrar Ok, calls Ok", inside);
        Assert.Contains("sip:250@", await box.Asterisk("pjsip show contacts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_broken_is_named_first_and_the_rest_is_not_tried()
    {
        await using var box = await Converged(16);

        await box.Sh("iptables -I INPUT -p tcp --dport 8089 -j REJECT");
        Assert.StartsWith("connection Failed, tls Skipped", await Probe(box, 4), StringComparison.Ordinal);
        await box.Sh("iptables -D INPUT -p tcp --dport 8089 -j REJECT");

        await box.Asterisk("module unload res_pjsip_transport_websocket.so");
        Assert.StartsWith("connection Ok, tls Ok, certificate Warning, page ", await Probe(box, 0), StringComparison.Ordinal);
        Assert.Contains("web_socket Failed, registrar Skipped", await Probe(box, 4, "--on-box"), StringComparison.Ordinal);

        await box.Sh("rm /etc/asterisk/reconciler_http.conf; asterisk -rx 'module reload http'; sleep 1");
        Assert.StartsWith("connection Failed, tls Skipped", await Probe(box, 4, "--on-box"), StringComparison.Ordinal);
    }

    private static async Task<LabBox> Converged(int series)
    {
        var box = await LabBox.Up(series == LabImage.Asterisk22.Series ? LabImage.Asterisk22 : LabImage.Issabel4, "probe");
        await box.Exits(0, "apply", "--yes");
        return box;
    }

    // Each check by its name and result.
    private static async Task<string> Probe(LabBox box, int exitCode, params string[] more)
    {
        var run = await box.Reconciler("probe", ["matriz", .. more, "--output", "json"]);
        Assert.True(run.ExitCode == exitCode, run.All);
        return string.Join(", ", JsonDocument.Parse(run.Output).RootElement.GetProperty("checks").EnumerateArray()
            .Select(c => $"{c.GetProperty("name").GetString()} {Capital(c.GetProperty("result").GetString()!)}"));
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
