using System.Globalization;
using System.Text.Json;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>The command inspect on real boxes: by its own connection and by the daemon's it shows what the box has.</summary>
public class InspectTests
{
    private const string Banned = "192.0.2.77";

    [Theory]
    [InlineData(16)]
    [InlineData(22)]
    public async Task A_person_sees_phones_calls_bans_and_certificates(int series)
    {
        await using var box = await LabBox.Up(series == LabImage.Asterisk22.Series ? LabImage.Asterisk22 : LabImage.Issabel4, "inspect");
        await box.Exits(0, "apply", "--yes");
        await using var phone = await box.Softphone("250", "Schappo-250-lab", 8089);
        await box.Asterisk("channel originate Local/*43@from-internal application Wait 600");
        await box.Sh($"fail2ban-client set asterisk banip {Banned}");
        var control = Path.Combine(box.Folder, "control");
        await using var daemon = box.StartDaemon("--metrics-port", "0", "--control", control);
        await daemon.Says("InSync", 0, TimeSpan.FromSeconds(30));

        foreach (var (name, way) in Ways(box, control))
        {
            var contact = Assert.Single(await Rows(way, "contacts"));
            Assert.StartsWith("sip:250@", contact["uri"], StringComparison.Ordinal);
            Assert.Equal("250", contact["endpoint"]);
            Assert.Equal("1", Assert.Single(await Rows(way, "endpoints"), r => r["endpoint"] == "250")["contacts"]);
            Assert.Contains(await Rows(way, "channels"), r => r["channel"]!.StartsWith("Local/*43@from-internal", StringComparison.Ordinal)
                && r["state"] == "Up" && r["duration"]!.Length > 0);
            Assert.Empty(await Rows(way, "registrations"));
            Assert.Equal(series == 16, (await Rows(way, "peers")).Any(r => r["peer"] == "100"));
            Assert.Contains(await Rows(way, "transports"), r => r["protocol"] == "wss");
            Assert.Equal(series == 22 ? "yes" : "no", Assert.Single(await Rows(way, "codecs"), r => r["codec"] == "opus")["translated"]);
            var ban = Assert.Single(await Rows(way, "bans"));
            Assert.Equal((Banned, "asterisk", "yes"), (ban["address"], ban["jail"], ban["keptOut"]));
            Assert.True(string.CompareOrdinal(ban["since"], ban["until"]) < 0, $"{name}: {ban["since"]} to {ban["until"]}");
            var certificates = await Rows(way, "certificates");
            var ofWebServer = certificates.Where(c => c["of"] == "web server").Select(c => c["daysLeft"]!).ToList();
            Assert.Equal(2, ofWebServer.Count);
            Assert.All(ofWebServer, days => Assert.True(int.Parse(days, CultureInfo.InvariantCulture) > 0));
        }

        // The daemon goes on as before: what the person looked at was no change.
        Assert.DoesNotContain("Drift", daemon.Log, StringComparison.Ordinal);

        await box.Sh("systemctl stop asterisk");
        var away = await Inspect([.. Direct(box), "contacts"]);
        Assert.Equal(4, away.ExitCode);
        Assert.Contains("reconciler: matriz: Asterisk is stopped. ", away.All, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Name, string[] Options)> Ways(LabBox box, string control) =>
        [("the command", Direct(box)), ("the daemon", ["--control", control])];

    private static string[] Direct(LabBox box) =>
        ["--desired-state", box.DesiredStatePath, "--ssh-key", box.KeyPath, "--known-hosts", box.KnownHostsPath];

    private static async Task<List<Dictionary<string, string?>>> Rows(string[] way, string what)
    {
        var run = await Inspect([.. way, what, "--output", "json"]);
        Assert.True(run.ExitCode == 0, run.All);
        return [.. JsonDocument.Parse(run.Output).RootElement.GetProperty("rows").EnumerateArray()
            .Select(r => r.EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetString(), StringComparer.Ordinal))];
    }

    private static Task<CommandResult> Inspect(string[] words) =>
        Command.Run(TimeSpan.FromMinutes(2), Repository.Runner, [Repository.Program, "inspect", "matriz", .. words]);
}
