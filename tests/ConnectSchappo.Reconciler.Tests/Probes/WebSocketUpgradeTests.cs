using ConnectSchappo.Reconciler.Probes;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Probes;

public sealed class WebSocketUpgradeTests
{
    // The key and its answer are RFC 6455's own example.
    private const string Key = "dGhlIHNhbXBsZSBub25jZQ==";
    private const string Accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    [Theory]
    [InlineData(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nsec-websocket-accept: " + Accept
            + "\r\nSec-WebSocket-Protocol: sip\r\n\r\n",
        null)]
    [InlineData(
        "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: x\r\nSec-WebSocket-Protocol: sip\r\n\r\n",
        "the server sends a wrong Sec-WebSocket-Accept")]
    [InlineData(
        "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: " + Accept + "\r\n\r\n",
        "the server does not speak the subprotocol sip")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n", "the server does not switch to a WebSocket: HTTP/1.1 400 Bad Request")]
    [InlineData("\r\n\r\n", "the server does not switch to a WebSocket: ")]
    public void Only_a_switch_to_SIP_with_the_right_answer_is_taken(string head, string? objection) =>
        Assert.Equal(objection, WebSocketUpgrade.Objection(head, Key)?.ToString());
}
