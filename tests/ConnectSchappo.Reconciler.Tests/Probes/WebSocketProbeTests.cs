using System.Security.Cryptography;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Probes;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Probes;

public sealed class WebSocketProbeTests
{
    private const string Pjsip =
        "SIP/2.0 401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"asterisk\",nonce=\"n\",opaque=\"o\",algorithm=md5,qop=\"auth\"\r\n";
    private const string ChanSip =
        "SIP/2.0 401 Unauthorized\r\nWWW-Authenticate: Digest algorithm=MD5, realm=\"asterisk\", nonce=\"n\"\r\n";
    private const string Notify =
        "NOTIFY sip:probe@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/WS 127.0.0.1\r\nCSeq: 1 NOTIFY\r\nEvent: keep-alive\r\n\r\n";
    private const string Ok = "SIP/2.0 200 OK\r\n";

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static WebSocketProbe Probe(LocalService service) =>
        new(service.Connect, _ => Task.FromResult("/ws"), new Random(1), TimeProvider.System);

    [Theory]
    [InlineData(Pjsip, WebSocketAnswer.Pjsip, 401, null)]
    [InlineData(ChanSip, WebSocketAnswer.ChanSip, 401, null)]
    [InlineData(
        "SIP/2.0 403 Forbidden\r\n",
        WebSocketAnswer.Nobody,
        403,
        "a REGISTER without credentials got 'SIP/2.0 403 Forbidden' and no challenge")]
    public async Task The_challenge_tells_who_answers(string answer, WebSocketAnswer who, int status, string? failure)
    {
        await using var service = LocalRegistrar.Start(_ => answer);

        var result = await Probe(service).Ask("250", Long, Cancellation);

        Assert.Equal(
            (ProbeStage.Answered, who, status, failure), (result.Reached, result.Answers, result.SipStatus, result.Failure?.ToString()));
        var served = result.Tls!.Certificate;
        Assert.Equal(LocalRegistrar.Certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant(), served.Sha256);
        Assert.Equal(new DateTimeOffset(2036, 1, 1, 0, 0, 0, TimeSpan.Zero), served.NotAfter);
    }

    [Fact]
    public async Task It_asks_at_the_path_that_memory_tells()
    {
        string? line = null;
        await using var service = LocalRegistrar.Start(_ => Pjsip, at: l => line = l);
        var probe = new WebSocketProbe(service.Connect, _ => Task.FromResult("/asterisk/ws"), new Random(1), TimeProvider.System);

        Assert.Equal(WebSocketAnswer.Pjsip, (await probe.Ask("250", Long, Cancellation)).Answers);
        Assert.StartsWith("GET /asterisk/ws ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_TLS_it_asks_as_a_proxy_hands_on_and_knows_no_certificate()
    {
        await using var service = LocalRegistrar.Start(_ => Pjsip, isSecured: false);
        var probe = new WebSocketProbe(service.Connect, _ => Task.FromResult("/ws"), new Random(1), TimeProvider.System)
        {
            IsSecured = false,
        };

        var result = await probe.Ask("250", Long, Cancellation);

        Assert.Equal((ProbeStage.Answered, WebSocketAnswer.Pjsip, null), (result.Reached, result.Answers, result.Tls?.Certificate));
    }

    [Theory]
    [InlineData(Pjsip, true, Notify, true)] // it came
    [InlineData(Pjsip, true, null, false)] // Asterisk said that it was sent, and it did not come
    [InlineData(Pjsip, false, null, null)] // Asterisk was not to be asked
    [InlineData(ChanSip, true, Notify, null)] // not PJSIP's to send
    public async Task Whether_PJSIP_can_send_something_is_told_by_what_comes(string answer, bool willing, string? then, bool? reached)
    {
        var asked = new List<string>();
        await using var service = LocalRegistrar.Start(_ => answer + "Via: SIP/2.0/WSS x.invalid;rport=40123;received=127.0.0.1\r\n", then);

        var result = await Probe(service).Ask("250", Long, Cancellation, (uri, _) =>
        {
            asked.Add(uri);
            return Task.FromResult(willing);
        });

        Assert.Equal((reached, answer == Pjsip ? WebSocketAnswer.Pjsip : WebSocketAnswer.ChanSip), (result.WasReached, result.Answers));
        Assert.Equal(answer == Pjsip ? ["sip:probe@127.0.0.1:40123;transport=ws"] : [], asked);
    }

    [Fact]
    public async Task A_registration_is_taken_back()
    {
        var registered = new List<string?>();
        await using var service = LocalRegistrar.Start(request =>
        {
            if (request["Authorization"] is null)
            {
                return Pjsip;
            }

            registered.Add(request["Expires"]);
            return Ok;
        });

        var result = await Probe(service).Register("250", new Secret("x"), 60, Long, Cancellation);

        Assert.Equal((200, WebSocketAnswer.Pjsip, null), (result.SipStatus, result.Answers, result.Failure?.ToString()));
        Assert.Equal(["60", "0"], registered);
    }

    [Fact]
    public async Task A_wrong_password_is_tried_once()
    {
        var answers = 0;
        await using var service = LocalRegistrar.Start(request =>
        {
            answers += request["Authorization"] is null ? 0 : 1;
            return Pjsip;
        });

        var result = await Probe(service).Register("250", new Secret("wrong"), 60, Long, Cancellation);

        Assert.Equal((401, "the registration was refused: 'SIP/2.0 401 Unauthorized'"), (result.SipStatus, result.Failure?.ToString()));
        Assert.Equal(1, answers);
    }

    [Fact]
    public async Task A_stale_nonce_is_no_wrong_password()
    {
        var answers = 0;
        await using var service = LocalRegistrar.Start(request => request["Authorization"] is null ? Pjsip
            : ++answers == 1 ? Pjsip.Replace("nonce=\"n\"", "nonce=\"n2\",stale=true", StringComparison.Ordinal)
            : Ok);

        Assert.Equal(200, (await Probe(service).Register("250", new Secret("x"), 60, Long, Cancellation)).SipStatus);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Silence_at_any_stage_ends_with_its_deadline(bool behindTls)
    {
        var reached = behindTls ? ProbeStage.Secured : ProbeStage.Connected;
        await using var service = new LocalService(async (stream, token) =>
        {
            await using var secured = behindTls ? await LocalRegistrar.Secure(stream, token) : stream;
            await Task.Delay(Timeout.Infinite, token);
        });

        var result = await Probe(service).Ask("250", TimeSpan.FromSeconds(1), Cancellation);

        Assert.Equal((reached, WebSocketAnswer.Nobody, null), (result.Reached, result.Answers, result.SipStatus));
        Assert.Equal($"timed out after 1 s; the last stage reached was '{reached}'", result.Failure?.ToString());
        Assert.Equal((true, behindTls), (result.TimedOut, result.Tls is not null));
    }

    [Fact]
    public async Task Without_a_WebSocket_the_certificate_is_known_all_the_same()
    {
        await using var service = new LocalService(async (stream, token) =>
        {
            await using var secured = await LocalRegistrar.Secure(stream, token);
            await LocalRegistrar.ReadHead(secured, token);
            await LocalRegistrar.Say(secured, "HTTP/1.1 400 Bad Request\r\n\r\n", token);
        });

        var result = await Probe(service).Ask("250", Long, Cancellation);

        Assert.Equal(
            (ProbeStage.Secured, "the server does not switch to a WebSocket: HTTP/1.1 400 Bad Request"),
            (result.Reached, result.Failure?.ToString()));
        Assert.NotNull(result.Tls);
    }

    [Fact]
    public async Task What_speaks_no_TLS_is_a_result_too()
    {
        await using var service = new LocalService(
            async (stream, token) => await LocalRegistrar.Say(stream, "SSH-2.0-OpenSSH_8.4\r\n", token));

        var result = await Probe(service).Ask("250", Long, Cancellation);

        Assert.Equal((ProbeStage.Connected, WebSocketAnswer.Nobody), (result.Reached, result.Answers));
        Assert.NotNull(result.Failure);
    }

    [Fact]
    public async Task A_caller_who_gives_up_gets_his_cancellation()
    {
        await using var service = new LocalService((_, token) => Task.Delay(Timeout.Infinite, token));
        using var caller = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Probe(service).Ask("250", Long, caller.Token));
    }
}
