using System.Net.Security;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ConnectSchappo.Reconciler.Probes;

namespace ConnectSchappo.Reconciler.Tests.Probes;

/// <summary>The far side of a probe on this machine: TLS, the upgrade, and a registrar that a test scripts.</summary>
internal static class LocalRegistrar
{
    /// <summary>Made once: a key costs more than a test.</summary>
    public static X509Certificate2 Certificate { get; } = SelfSigned();

    /// <param name="answer">The response to each request, headers of the request included where it names none.</param>
    /// <param name="then">A request of its own, sent behind each response; null: none.</param>
    /// <param name="at">Takes the first line of the upgrade; null: nobody asks for it.</param>
    /// <param name="isSecured">Whether TLS comes first.</param>
    public static LocalService Start(
        Func<SipMessage, string> answer, string? then = null, Action<string>? at = null, bool isSecured = true) =>
        new(async (stream, cancellation) =>
    {
        await using var secured = isSecured ? await Secure(stream, cancellation) : stream;
        var lines = (await ReadHead(secured, cancellation)).Split("\r\n");
        at?.Invoke(lines[0]);
        var key = lines.Single(line => line.StartsWith("Sec-WebSocket-Key: ", StringComparison.Ordinal))[19..];
        await Say(
            secured,
            $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Accept: {WebSocketUpgrade.Accept(key)}\r\nSec-WebSocket-Protocol: sip\r\n\r\n",
            cancellation);
        using var socket = WebSocket.CreateFromStream(secured, new WebSocketCreationOptions { IsServer = true, SubProtocol = "sip" });
        var block = new byte[16 * 1024];
        while (await Receive(socket, block, cancellation) is { MessageType: WebSocketMessageType.Text } received)
        {
            var request = SipMessage.Parse(Encoding.UTF8.GetString(block, 0, received.Count))!;
            if (request.Method is null)
            {
                continue; // the client's answer to ours
            }

            var response = request.Ok().Print().Replace("SIP/2.0 200 OK\r\n", answer(request), StringComparison.Ordinal);
            await socket.SendAsync(Encoding.UTF8.GetBytes(response), WebSocketMessageType.Text, endOfMessage: true, cancellation);
            if (then is not null)
            {
                await socket.SendAsync(Encoding.UTF8.GetBytes(then), WebSocketMessageType.Text, endOfMessage: true, cancellation);
            }
        }

        if (socket.State == WebSocketState.CloseReceived)
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellation);
        }
    });

    public static async Task<SslStream> Secure(Stream stream, CancellationToken cancellation)
    {
        var secured = new SslStream(stream);
        await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, cancellation);
        return secured;
    }

    public static async Task<string> ReadHead(Stream stream, CancellationToken cancellation)
    {
        var head = "";
        var block = new byte[4096];
        while (!head.EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            var length = await stream.ReadAsync(block, cancellation);
            head += length > 0 ? Encoding.ASCII.GetString(block, 0, length) : throw new IOException("the client hung up");
        }

        return head;
    }

    public static ValueTask Say(Stream stream, string text, CancellationToken cancellation) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes(text), cancellation);

    // Null where the client is gone without a goodbye, as one that has waited in vain is.
    private static async Task<WebSocketReceiveResult?> Receive(WebSocket socket, byte[] block, CancellationToken cancellation)
    {
        try
        {
            return await socket.ReceiveAsync(block, cancellation);
        }
        catch (WebSocketException gone) when (gone.WebSocketErrorCode == WebSocketError.ConnectionClosedPrematurely)
        {
            return null;
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=pbx.example", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(
            new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2036, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
