using System.Security.Authentication;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Probes;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Probes;

/// <summary>
/// What a person is told of a softphone's way: each check once, the first that failed by its cause, and those behind it as not tried.
/// </summary>
public class ClientChecksTests
{
    private static readonly ServedTls Trusted =
        new(new Certificate("ab", default, new(2030, 1, 2, 0, 0, 0, TimeSpan.Zero)), SslProtocols.None, []);

    private static readonly HttpAnswer Upgrade = new(426, "HTTP/1.1 426 Upgrade Required", "Asterisk/22.10.1");

    /// <summary>From outside: the look, who answers on the WebSocket, and what is said.</summary>
    public static TheoryData<string, string[]> Outside => new()
    {
        { "well", ["Connection Ok", "Tls Ok", "Certificate Ok", "Page Ok", "WebSocket Ok", "Registrar Ok"] },
        {
            "closed",
            ["Connection Failed: refused", "Tls Skipped", "Certificate Skipped", "Page Skipped", "WebSocket Skipped", "Registrar Skipped"]
        },
        {
            "no tls",
            ["Connection Ok", "Tls Failed: refused", "Certificate Skipped", "Page Skipped", "WebSocket Skipped", "Registrar Skipped"]
        },
        { "no page", ["Connection Ok", "Tls Ok", "Certificate Ok", "Page Failed: refused", "WebSocket Skipped", "Registrar Skipped"] },
        { "404", ["Connection Ok", "Tls Ok", "Certificate Ok", "Page Failed: refused", "WebSocket Skipped", "Registrar Skipped"] },
        { "no upgrade", ["Connection Ok", "Tls Ok", "Certificate Ok", "Page Ok", "WebSocket Failed: refused", "Registrar Skipped"] },
        { "chan_sip", ["Connection Ok", "Tls Ok", "Certificate Ok", "Page Ok", "WebSocket Ok", "Registrar Failed: chan_sip answers"] },
        { "mute", ["Connection Ok", "Tls Ok", "Certificate Ok", "Page Ok", "WebSocket Ok", "Registrar Failed: refused"] },
        {
            "open",
            ["Connection Ok", "Tls Ok", "Certificate Ok", "Page Ok", "WebSocket Ok", "Registrar Warning: 250 needs no password"]
        },
    };

    [Theory]
    [MemberData(nameof(Outside))]
    public void Each_check_is_told_once_and_the_first_that_failed_by_its_cause(string what, string[] told)
    {
        var look = what switch
        {
            "closed" => Result(null),
            "no tls" => Result(null, ProbeStage.Connected),
            "no page" => Result(Trusted, ProbeStage.Connected, ProbeStage.Secured),
            "404" => Result(Trusted, ProbeStage.Connected, ProbeStage.Secured, ProbeStage.Found),
            _ => Result(Trusted, ProbeStage.Connected, ProbeStage.Secured, ProbeStage.Found) with { Failure = null },
        };
        var talk = what switch
        {
            "well" => Talk(WebSocketAnswer.Pjsip) with { Failure = null },
            "no upgrade" => Result(Trusted, ProbeStage.Connected, ProbeStage.Secured),
            "chan_sip" => Talk(WebSocketAnswer.ChanSip) with { Failure = null },
            "mute" => Talk(WebSocketAnswer.Nobody),
            "open" => Talk(WebSocketAnswer.Nobody) with { SipStatus = 200 },
            _ => null,
        };

        var checks = new ClientChecks
        {
            Extension = "250", At = $"pbx:8089", FromBox = false, Look = look with { Page = Upgrade }, Talk = talk,
        };

        Assert.Equal(told.Length, checks.All.Count);
        Assert.All(checks.All.Zip(told), pair => Assert.StartsWith(
            pair.Second, $"{pair.First.Kind} {pair.First.Result}: {pair.First.Found.In(Language.English)}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, "Ok")]
    [InlineData(false, "Failed")]
    [InlineData(null, "Skipped")]
    public void From_the_box_it_is_told_whether_Asterisk_reaches_a_softphone(bool? reached, string calls)
    {
        var checks = new ClientChecks
        {
            Extension = "250", At = $"127.0.0.1:8089", FromBox = true,
            Talk = Talk(WebSocketAnswer.Pjsip) with { Failure = null, WasReached = reached },
        };

        Assert.Equal(calls, checks.All.Single(c => c.Kind == ClientCheckKind.Calls).Result.ToString());
        Assert.Equal(CheckResult.Skipped, checks.All.Single(c => c.Kind == ClientCheckKind.Certificate).Result);
        Assert.DoesNotContain(checks.All, c => c.Kind == ClientCheckKind.Page);
    }

    [Fact]
    public void A_certificate_that_browsers_refuse_is_a_warning_since_people_may_accept_it()
    {
        var look = Result(Trusted with { Objections = [$"it is not for pbx, but for old"] }, ProbeStage.Connected, ProbeStage.Secured);
        var checks = new ClientChecks { Extension = "250", At = $"pbx:8089", FromBox = false, Look = look };

        var certificate = checks.All.Single(c => c.Kind == ClientCheckKind.Certificate);
        Assert.Equal(CheckResult.Warning, certificate.Result);
        Assert.StartsWith(
            "browsers refuse it: it is not for pbx, but for old.", certificate.Found.In(Language.English), StringComparison.Ordinal);
    }

    // A WebSocket that ends unregisters all softphones behind the same address in these versions (VersionTrouble).
    [Theory]
    [InlineData("Asterisk/16.28.0~dfsg-0+deb11u4", false)]
    [InlineData("Asterisk/16.30.0", true)]
    [InlineData("Asterisk/20.0.1", false)]
    [InlineData("Asterisk/22.10.1~dfsg+~cs6.17", true)]
    [InlineData("Asterisk/GIT-master-abc", false)]
    [InlineData("nginx/1.22.1", false)]
    [InlineData(null, false)]
    public void From_outside_a_WebSocket_is_opened_only_where_its_end_harms_nobody(string? server, bool isHarmless) =>
        Assert.Equal(isHarmless, ClientChecks.HarmOf(Upgrade with { Server = server }) is null);

    private static ProbeResult Talk(WebSocketAnswer who) => Result(
        Trusted, ProbeStage.Connected, ProbeStage.Secured, ProbeStage.Upgraded, ProbeStage.Answered) with { Answers = who };

    private static ProbeResult Result(ServedTls? tls, params ProbeStage[] stages) =>
        new(stages.LastOrDefault(), TimeSpan.Zero, tls, WebSocketAnswer.Nobody, null, $"refused")
        {
            Times = stages.ToDictionary(s => s, _ => TimeSpan.Zero),
        };
}
