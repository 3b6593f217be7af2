using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Probes;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Probes;

public sealed class SipTests
{
    [Fact]
    public void An_answer_is_the_one_of_the_RFCs_own_example()
    {
        var challenge = new DigestChallenge(
            "testrealm@host.com", "dcd98b7102dd2f0e8b11d0f600bfb0c093", "5ccc069c403ebaf9f0171e9517f40e41", "auth,auth-int", null, false);

        var answer = DigestAnswer.To(challenge, "GET", "/dir/index.html", "Mufasa", new Secret("Circle Of Life"), "0a4f113b");

        Assert.Contains("response=\"6629fae49393a05397450978507c4ef1\"", answer, StringComparison.Ordinal);
        Assert.Contains("opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"", answer, StringComparison.Ordinal);
        Assert.Contains("qop=auth, nc=00000001, cnonce=\"0a4f113b\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_qop_the_older_answer_is_given()
    {
        var answer = DigestAnswer.To(
            new("asterisk", "7f3a", null, null, "MD5", false), "REGISTER", "sip:127.0.0.1", "250", new Secret("x"), "unused");

        Assert.DoesNotContain("qop", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("opaque", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "Digest realm=\"asterisk\",nonce=\"1700000000/ab==\",opaque=\"0123\",algorithm=md5,qop=\"auth\"",
        "asterisk|1700000000/ab==|0123|auth|md5|False")]
    [InlineData("Digest algorithm=MD5, realm=\"asterisk\", nonce=\"15f1\"", "asterisk|15f1|||MD5|False")]
    [InlineData("digest realm=\"a, \\\"b\\\"\", nonce=\"n=1\", stale=true", "a, \"b\"|n=1||||True")]
    public void A_challenge_is_read(string header, string expected)
    {
        var read = DigestChallenge.Parse(header)!;

        Assert.Equal(expected, $"{read.Realm}|{read.Nonce}|{read.Opaque}|{read.Qop}|{read.Algorithm}|{read.Stale}");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Basic realm=\"x\"")]
    [InlineData("Digest realm=\"x\"")]
    [InlineData("Digest ")]
    [InlineData("Digest realm=\"unterminated")]
    [InlineData("Digest realm=")]
    [InlineData("Digest realm=\"x\\")]
    public void What_is_no_digest_challenge_is_none(string? header) => Assert.Null(DigestChallenge.Parse(header));

    [Fact]
    public void A_query_has_no_contact_so_that_it_changes_nothing()
    {
        var query = new Registration("250", new SipTokens(new Random(1))).Query();

        Assert.Equal("REGISTER sip:127.0.0.1 SIP/2.0", query.StartLine);
        Assert.Null(query["contact"]);
        Assert.Null(query["expires"]);
        Assert.StartsWith("SIP/2.0/WSS ", query["Via"], StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_is_a_request_of_the_same_client_with_the_next_number()
    {
        var registration = new Registration("250", new SipTokens(new Random(1)));
        var request = registration.Register(60);
        var answered = registration.Answer(request, new("asterisk", "n", null, null, null, false), new Secret("x"));

        Assert.Equal(("1 REGISTER", "2 REGISTER"), (request["CSeq"], answered["CSeq"]));
        Assert.Equal(request["Call-ID"], answered["Call-ID"]);
        Assert.Equal(request["Contact"], answered["Contact"]);
        Assert.Equal("60", answered["Expires"]);
        Assert.NotEqual(request["Via"], answered["Via"]);
    }

    [Fact]
    public void The_same_seed_makes_the_same_message() => Assert.Equal(
        new Registration("250", new SipTokens(new Random(7))).Register(60).Print(),
        new Registration("250", new SipTokens(new Random(7))).Register(60).Print());

    [Fact]
    public void A_message_prints_as_it_was_read()
    {
        var text = "SIP/2.0 401 Unauthorized\r\nVia: SIP/2.0/WSS a;branch=z9\r\nVia: SIP/2.0/WSS b\r\nCSeq: 1 REGISTER\r\n\r\n";
        var message = SipMessage.Parse(text)!;

        Assert.Equal(401, message.Status);
        Assert.Equal(["SIP/2.0/WSS a;branch=z9", "SIP/2.0/WSS b"], message.All("via"));
        Assert.Equal(text, message.Print());
    }

    [Fact]
    public void An_OPTIONS_is_answered_with_what_tells_it_apart()
    {
        var ok = SipMessage.Parse(
            "OPTIONS sip:250@x.invalid;transport=ws SIP/2.0\r\nVia: v;branch=1\r\nFrom: f\r\nTo: t\r\nCall-ID: c\r\n folded\r\n"
            + "CSeq: 5 OPTIONS\r\nContact: gone\r\n\r\n")!.Ok();

        Assert.Equal(200, ok.Status);
        Assert.Equal(("v;branch=1", "f", "t", "c folded", "5 OPTIONS"), (ok["Via"], ok["From"], ok["To"], ok["Call-ID"], ok["CSeq"]));
        Assert.Null(ok["Contact"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")]
    public void What_is_no_SIP_is_none(string text) => Assert.Null(SipMessage.Parse(text));
}
