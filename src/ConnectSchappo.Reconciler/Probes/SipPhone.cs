using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ConnectSchappo.Reconciler.Core;

namespace ConnectSchappo.Reconciler.Probes;

/// <summary>
/// A SIP client over a WebSocket, with TLS or without, as small as a probe needs it: it registers, and answers a qualifying OPTIONS.
/// </summary>
/// <remarks>Every method waits as long as its token lets it. When the WebSocket ends PJSIP forgets the contact.</remarks>
internal sealed class SipPhone : IAsyncDisposable
{
    private const int LongestMessage = 64 * 1024;

    private readonly Stream stream;
    private WebSocket? socket;

    /// <param name="stream">The connection, before the WebSocket.</param>
    /// <param name="tls">What the handshake showed; null without TLS.</param>
    public SipPhone(Stream stream, ServedTls? tls = null) => (this.stream, Tls) = (stream, tls);

    /// <summary>What the handshake showed; null without TLS.</summary>
    public ServedTls? Tls { get; }

    /// <summary>Whether a NOTIFY came and was answered.</summary>
    public bool WasNotified { get; private set; }

    /// <summary>The TLS handshake. Any certificate will do: it is judged and told, not trusted.</summary>
    /// <param name="stream">The connection.</param>
    /// <param name="name">What the client calls the server.</param>
    /// <param name="cancellation">Gives up.</param>
    [SuppressMessage("Security", "CA5359", Justification = "The probe sends no secret in clear and reports the certificate.")]
    public static async Task<SipPhone> Secure(Stream stream, string name, CancellationToken cancellation)
    {
        var handshake = new SslStream(stream, leaveInnerStreamOpen: false);
        ServedTls? served = null;
        try
        {
            var options = new SslClientAuthenticationOptions
            {
                TargetHost = name,

                // A certificate says where its issuer is to be had: whoever made it would choose whom this host visits, and for how long.
                CertificateChainPolicy = new() { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck },
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                {
                    using var known = new X509Certificate2(certificate!);
                    served = ServedTls.Of(known, default, errors, chain, name);
                    return true;
                },
            };
            await handshake.AuthenticateAsClientAsync(options, cancellation);
            return new(handshake, served! with { Protocol = handshake.SslProtocol });
        }
        catch
        {
            await handshake.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks for a path as a browser asks for a page. The connection is of no further use.</summary>
    public Task<HttpAnswer> Get(string path, string host, CancellationToken cancellation) =>
        WebSocketUpgrade.Get(stream, path, host, cancellation);

    /// <summary>Opens the WebSocket.</summary>
    /// <param name="path">Asterisk has it at <c>/ws</c>, below the prefix of its web server.</param>
    /// <param name="host">What the client calls the server.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task Upgrade(string path, string host, CancellationToken cancellation) =>
        socket = await WebSocketUpgrade.Open(stream, path, host, cancellation);

    /// <summary>Sends a request and waits for its final response.</summary>
    public async Task<SipMessage> Ask(SipMessage request, CancellationToken cancellation)
    {
        await Send(request, cancellation);
        while (true)
        {
            var message = await Receive(cancellation);
            if (message.Status >= 200 && message["CSeq"] == request["CSeq"] && message["Call-ID"] == request["Call-ID"])
            {
                return message;
            }
        }
    }

    /// <summary>Registers, answering the challenge once (twice where the nonce was stale), and gives the last response.</summary>
    /// <param name="registration">Keep it for the next REGISTER of the same client.</param>
    /// <param name="password">The auth's password.</param>
    /// <param name="expires">In seconds; zero takes the registration back.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<SipMessage> Register(Registration registration, Secret password, int expires, CancellationToken cancellation)
    {
        var request = registration.Register(expires);
        var response = await Ask(request, cancellation);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            if (DigestChallenge.Parse(response["WWW-Authenticate"]) is not { } challenge || (attempt > 0 && !challenge.Stale))
            {
                break;
            }

            response = await Ask(registration.Answer(request, challenge, password), cancellation);
        }

        return response;
    }

    /// <summary>Waits until Asterisk has sent a NOTIFY, and answers it.</summary>
    public async Task AwaitNotify(CancellationToken cancellation)
    {
        while (!WasNotified)
        {
            await Receive(cancellation);
        }
    }

    /// <summary>
    /// Says goodbye as a browser does. Without it Asterisk 16.28 logs two errors (res_http_websocket.c, iostream.c) for each
    /// connection, and a probe comes often.
    /// </summary>
    public async Task Close(CancellationToken cancellation)
    {
        if (socket is { State: WebSocketState.Open })
        {
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, cancellation);
        }

        if (stream is SslStream secured)
        {
            await secured.ShutdownAsync().WaitAsync(cancellation);
        }

        var rest = new byte[256];
        while (await stream.ReadAsync(rest, cancellation) > 0)
        {
        }
    }

    /// <summary>Hangs up, without a goodbye where there was none.</summary>
    public async ValueTask DisposeAsync()
    {
        socket?.Dispose();
        await stream.DisposeAsync();
    }

    private Task Send(SipMessage message, CancellationToken cancellation) =>
        Open.SendAsync(Encoding.UTF8.GetBytes(message.Print()), WebSocketMessageType.Text, endOfMessage: true, cancellation);

    private WebSocket Open => socket ?? throw new InvalidOperationException("Upgrade first.");

    private async Task<SipMessage> Receive(CancellationToken cancellation)
    {
        while (true)
        {
            var message = SipMessage.Parse(await ReceiveText(cancellation));
            if (message?.Method is "OPTIONS" or "NOTIFY")
            {
                await Send(message.Ok(), cancellation);
                WasNotified |= message.Method == "NOTIFY";
            }

            if (message is not null)
            {
                return message;
            }
        }
    }

    private async Task<string> ReceiveText(CancellationToken cancellation)
    {
        var bytes = new ArrayBufferWriter<byte>(4096);
        while (true)
        {
            var received = await Open.ReceiveAsync(bytes.GetMemory(4096), cancellation);
            if (received.MessageType == WebSocketMessageType.Close || bytes.WrittenCount > LongestMessage)
            {
                throw new ProbeFailure($"the server closed the WebSocket");
            }

            bytes.Advance(received.Count);
            if (received.EndOfMessage)
            {
                return Encoding.UTF8.GetString(bytes.WrittenSpan);
            }
        }
    }
}
