using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Subjects.Pjsip;

/// <summary>What a person types into the softphone, by the desired state.</summary>
public class SoftphoneAccountTests
{
    private const string TlsAt = "tlsenable: yes, tlscertfile: /x.pem, tlsbindaddr: ";
    private const string Tls = TlsAt + "0.0.0.0:8089";

    [Theory]
    [InlineData("pbx.example.com", Tls, "wss://pbx.example.com:8089/ws", "sip:250@pbx.example.com")]
    [InlineData("192.0.2.1", TlsAt + "0.0.0.0", "wss://192.0.2.1:8089/ws", "sip:250@192.0.2.1")]
    [InlineData("192.0.2.1", TlsAt + "'[::]:9443'", "wss://192.0.2.1:9443/ws", "sip:250@192.0.2.1")]
    [InlineData("'2001:db8::7'", Tls + ", prefix: pbx", "wss://[2001:db8::7]:8089/pbx/ws", "sip:250@[2001:db8::7]")]
    public void A_softphone_has_a_websocket_and_an_address(string address, string http, string webSocket, string sipAddress)
    {
        var (account, problem) = Of(address, http, "\"250\": {profile: webrtc, name: A, password: {secret: one}}", "250");

        Assert.Null(problem);
        Assert.Equal((webSocket, sipAddress, "250", "250", "one"),
            (account!.WebSocket, account.SipAddress, account.User, account.AuthorizationUser, account.Secret));
    }

    [Fact]
    public void Who_logs_in_by_another_name_types_both()
    {
        var (account, _) = Of("192.0.2.1", Tls, "\"250\": {profile: webrtc, password: {secret: one}, auth: {username: ana}}", "250");

        Assert.Equal(("250", "ana"), (account!.User, account.AuthorizationUser));
    }

    [Theory]
    [InlineData("251", Tls, "has no extension 251. The softphones of matriz are 250.")]
    [InlineData("260", Tls, "extension 260 of matriz is no softphone for a browser: its endpoint lacks `webrtc: yes`.")]
    [InlineData(
        "250", "tlsenable: no, bindaddr: 127.0.0.1, prefix: pbx",
        "a proxy ends TLS for matriz, and the desired state does not know its address. Give its address with --server HOST.")]
    public void Where_there_is_none_it_says_why_and_what_to_do(string extension, string http, string says)
    {
        var (account, problem) = Of("192.0.2.1", http,
            "\"250\": {profile: webrtc, password: {secret: one}}\n  \"260\": {profile: phone, password: {secret: two}}", extension);

        Assert.Null(account);
        Assert.Contains(says, problem!.In(Language.English), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pbx.example.com", Tls, "wss://pbx.example.com:8089/ws")]
    [InlineData("pbx.example.com:443", Tls, "wss://pbx.example.com:443/ws")]
    [InlineData("2001:db8::7", Tls, "wss://[2001:db8::7]:8089/ws")]
    [InlineData("[2001:db8::7]:443", Tls, "wss://[2001:db8::7]:443/ws")]
    [InlineData("pbx.example.com", "tlsenable: no, bindaddr: 127.0.0.1, prefix: pbx", "wss://pbx.example.com:443/pbx/ws")]
    public void The_server_may_have_another_name_for_users(string server, string http, string webSocket)
    {
        var (account, _) = Of("192.0.2.1", http, "\"250\": {profile: webrtc, password: {secret: one}}", "250", server);

        Assert.Equal(webSocket, account!.WebSocket);
    }

    [Fact]
    public void Without_an_extension_it_is_the_first_softphone()
    {
        Assert.Equal("250", Of("192.0.2.1", Tls, "\"250\": {profile: webrtc, password: {secret: one}}", null).Account!.User);

        var none = Of("192.0.2.1", Tls, "\"260\": {profile: phone, password: {secret: one}}", null).Problem!;
        Assert.Equal(
            "No extension of matriz is a softphone for a browser. Give an extension `profile: webrtc`.", none.In(Language.English));
    }

    [Theory]
    [InlineData("")]
    [InlineData("pbx.example.com:")]
    [InlineData("pbx.example.com:0")]
    [InlineData("pbx.example.com:65536")]
    [InlineData("wss://pbx.example.com")]
    [InlineData("pbx example")]
    public void What_is_no_server_is_refused(string server) => Assert.Null(ServerAddress.Read(server));

    private static (SoftphoneAccount? Account, Message? Problem) Of(
        string address, string http, string extensions, string? extension, string? server = null)
    {
        var reading = DesiredStateReader.Read("state.yaml", $$"""
            apiVersion: reconciler/v1
            boxes:
              matriz: {address: {{address}}, user: reconciler}
            http: {enabled: yes, {{http}}}
            modules: {preload: [res_pjsip.so, res_pjsip_transport_websocket.so]}
            extensions:
              {{extensions}}
            """);
        Assert.True(reading.State is not null, string.Join('\n', reading.Problems));
        return SoftphoneAccount.Of(
            reading.State!.Boxes[0], extension, server is null ? null : ServerAddress.Read(server));
    }
}
