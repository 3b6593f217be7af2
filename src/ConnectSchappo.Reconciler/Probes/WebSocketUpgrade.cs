using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Probes;

/// <summary>The HTTP request that turns a stream into a WebSocket for SIP (RFC 6455 §4, RFC 7118 §3).</summary>
internal static class WebSocketUpgrade
{
    private const string Magic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private const int LongestReply = 16 * 1024;

    /// <exception cref="ProbeFailure">The server does not switch protocols, or not to SIP.</exception>
    public static async Task<WebSocket> Open(Stream stream, string path, string host, CancellationToken cancellation)
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var request =
            $"GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: sip\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), cancellation);
        if (Objection(await ReadHead(stream, cancellation), key) is { } objection)
        {
            throw new ProbeFailure(objection);
        }

        return WebSocket.CreateFromStream(
            stream, new WebSocketCreationOptions { IsServer = false, SubProtocol = "sip", KeepAliveInterval = TimeSpan.Zero });
    }

    /// <summary>Asks for the path without an upgrade, so that no WebSocket comes about.</summary>
    /// <exception cref="ProbeFailure">The server hangs up, or is no web server.</exception>
    public static async Task<HttpAnswer> Get(Stream stream, string path, string host, CancellationToken cancellation)
    {
        var request = $"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), cancellation);
        var head = await ReadHead(stream, cancellation);
        return HttpAnswer.Read(head) ?? throw new ProbeFailure($"the server is no web server; it answers: {head.Split("\r\n")[0]}");
    }

    /// <summary>What is wrong with the server's reply to a request with this key, or null.</summary>
    internal static Message? Objection(string head, string key)
    {
        var lines = head.Split("\r\n");
        if (lines[0].Split(' ') is not [_, "101", ..])
        {
            return $"the server does not switch to a WebSocket: {lines[0]}";
        }

        return HttpHead.Value(lines, "Sec-WebSocket-Accept") != Accept(key) ? $"the server sends a wrong Sec-WebSocket-Accept"
            : !"sip".Equals(HttpHead.Value(lines, "Sec-WebSocket-Protocol"), StringComparison.OrdinalIgnoreCase)
                ? (Message)$"the server does not speak the subprotocol sip"
            : null;
    }

    [SuppressMessage("Security", "CA5350", Justification = "RFC 6455 fixes SHA-1; it protects nothing here.")]
    internal static string Accept(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Magic)));

    /// <remarks>Byte by byte, since what comes behind the head belongs to the WebSocket.</remarks>
    private static async Task<string> ReadHead(Stream stream, CancellationToken cancellation)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (head.Length < 4 || head.ToString(head.Length - 4, 4) != "\r\n\r\n")
        {
            if (head.Length >= LongestReply || await stream.ReadAsync(one, cancellation) == 0)
            {
                throw new ProbeFailure($"the server closed the connection before it answered, or sent more than {LongestReply} characters");
            }

            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
