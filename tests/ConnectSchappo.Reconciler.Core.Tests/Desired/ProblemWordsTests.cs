using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Desired;

/// <summary>What is wrong and what to do about it, as people read it.</summary>
public sealed class ProblemWordsTests
{
    private const string Head = "apiVersion: reconciler/v1\nboxes: {one: {address: 192.0.2.1, user: root}}\n";

    [Theory]
    [InlineData(
        "http: {enabeld: yes}",
        "DS020 `enabeld` is not an option of http.conf's [general]. Did you mean `enabled`?")]
    [InlineData(
        "http: [enabled]",
        "DS008 Expected a map for `http`, but found a list. Write a line `key: value` below it for each key.")]
    [InlineData(
        "http:",
        "DS009 There is no value for `http`. Write a value, or remove the line.")]
    [InlineData(
        "policy: {restart: {when: idel}}",
        "DS012 `when` cannot be `idel`. Did you mean `idle`? Write `idle`, `now` or `never`.")]
    [InlineData(
        "policy: {restart: {window: Mon 1-2 UTC}}",
        "DS015 `window` cannot be `Mon 1-2 UTC`. `1-2` does not name hours, as `01:00-05:00` does. "
        + "Write days, hours and a time zone, for example `Mon-Sun 01:00-05:00 America/Sao_Paulo`.")]
    [InlineData(
        "pjsip: {auths: {general: {username: a, password: {secret: a}}}}",
        "DS017 `general` cannot be the name of an auth. Asterisk reads settings from the section [general]. "
        + "Choose a short name of letters and digits.")]
    [InlineData(
        "pjsip: {endpoints: {a: {callerid: \"a\\nb\"}}}",
        "DS019 The value of `callerid` cannot be written to Asterisk's files. "
        + "It contains a line break, and Asterisk would read what follows as another line. "
        + "Remove that from the value. A `;` may stay: it is escaped when it is written.")]
    [InlineData(
        "rtp: {rtpstart: -1, rtpend: 20}",
        "DS021 `rtpstart` cannot be `-1`. Write a whole number from 1024 to 65535.")]
    [InlineData(
        "fail2ban: {ignoreip: [010.0.0.1]}",
        "DS030 `010.0.0.1` is not an address or network. Some programs would read it as 8.0.0.1, and others would refuse it. "
        + "Write the address in full, for example `10.0.0.1` or `10.0.0.0/24`.")]
    [InlineData(
        "pjsip: {endpoints: {carrier: {context: in}}, identifies: {carrier: {endpoint: carrier}}}",
        "DS043 The identify `carrier` has neither `match` nor `match_header`, so it matches no call. "
        + "Add `match: <the carrier's IP address or network>`.")]
    [InlineData(
        "pjsip: {auths: {a: {username: b}}}",
        "DS043 The auth `a` has no `password`, which `auth_type: userpass` needs. Add `password: {secret: NAME}`.")]
    [InlineData(
        "pjsip: {transports: {office: {protocol: udp}}}",
        "DS043 The transport `office` has no `bind`, so it does not open. Add `bind: <address>:<port>`, for example `bind: 0.0.0.0:5061`.")]
    public void A_problem_says_what_is_wrong_and_the_hint_what_to_write(string yaml, string expected)
    {
        var problems = DesiredStateReader.Read("state.yaml", Head + yaml + "\n").Problems;

        Assert.Contains(expected, problems.Select(p => $"{p.Code} {p.Message.In(Language.English)} {p.Hint.In(Language.English)}"));
    }

    [Fact]
    public void Numbers_and_nouns_agree()
    {
        static string Softphones(int count) => DesiredStateReader.Read("state.yaml", Head + "extensions:\n" + string.Concat(
            Enumerable.Range(1, count).Select(i => $"  \"{i}\": {{profile: webrtc, password: {{secret: s}}}}\n")))
            .Problems.Single(p => p.Code == "DS042").Message.In(Language.English);

        Assert.Equal("chan_sip takes the WebSocket before PJSIP, so `1` on box `one` cannot register.", Softphones(1));
        Assert.Equal("chan_sip takes the WebSocket before PJSIP, so `1` and 1 other on box `one` cannot register.", Softphones(2));
        Assert.Equal("chan_sip takes the WebSocket before PJSIP, so `1` and 2 others on box `one` cannot register.", Softphones(3));
    }
}
