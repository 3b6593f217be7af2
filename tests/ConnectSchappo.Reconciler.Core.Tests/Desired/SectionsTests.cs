using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Subjects;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Desired;

/// <summary>What follows from the list of sections.</summary>
public sealed class SectionsTests
{
    private const string Full = """
        apiVersion: reconciler/v1
        boxes: {b: {address: 192.0.2.1, user: r}}
        http: {enabled: no}
        rtp: {strictrtp: yes}
        modules: {preload: [res_pjsip.so]}
        sip: {general: {alwaysauthreject: yes}}
        fail2ban: {ignoreip: [127.0.0.1/8]}
        pjsip:
          auths: {a: {username: a, password: {secret: s}}}
          aors: {"1": {max_contacts: 2}}
          endpoints: {"1": {auth: a, aors: "1"}}
          identifies: {i: {endpoint: "1", match: 192.0.2.9}}
          registrations: {r: {server_uri: "sip:x.example.org", client_uri: "sip:y@x.example.org"}}
          transports: {t: {protocol: udp, bind: 0.0.0.0}}
          acls: {l: {deny: 192.0.2.0/24}}
          global: {debug: no}
          system: {timer_t1: 500}
        """;

    [Theory]
    [InlineData("")]
    [InlineData("http: {enabled: no}\nsip: {absent: [\"9\"]}\n")]
    public void A_box_has_every_section_once_and_in_order(string yaml)
    {
        var box = Box($"apiVersion: reconciler/v1\nboxes: {{b: {{address: 192.0.2.1, user: r}}}}\n{yaml}");

        Assert.Equal(KnownSubjects.Sections.Select(s => s.Silent.GetType()), box.Sections.Select(s => s.GetType()));
    }

    [Fact]
    public void Fields_of_every_section_of_Asterisks_can_be_ignored()
    {
        var box = Box(Full);

        var ignorable = box.Sections.SelectMany(s => s.Ignorable(box.Catalogue)).Select(i => i.Options.Path)
            .Distinct(StringComparer.Ordinal);
        Assert.Equal(
            box.Catalogue.Sections.Select(s => s.Path).Order(StringComparer.Ordinal), ignorable.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_policy_has_a_mode_for_every_section_and_for_nothing_else()
    {
        var problem = DesiredStateReader.Read("state.yaml", Full + "\npolicy: {mode: {x: observe}}\n").Problems
            .Single(p => p.Code == "DS010");

        Assert.Equal(
            ["default", .. KnownSubjects.Sections.Select(s => s.Name)],
            problem.Hint.ToString().Split('`').Where((_, i) => i % 2 == 1));
    }

    [Fact]
    public void A_moved_line_is_no_difference_and_a_changed_one_is()
    {
        var box = Box(Full);

        Assert.Equal(box, Box(Full.Replace("\nmodules:", "\n\n\nmodules:", StringComparison.Ordinal)));
        Assert.NotEqual(box, Box(Full.Replace("res_pjsip.so", "res_timing_timerfd.so", StringComparison.Ordinal)));
        Assert.NotEqual(box, Box(Full.Replace("127.0.0.1/8", "192.0.2.0/24", StringComparison.Ordinal)));
    }

    private static DesiredBox Box(string yaml)
    {
        var reading = DesiredStateReader.Read("state.yaml", yaml);
        Assert.True(reading.State is not null, string.Join('\n', reading.Problems));
        return reading.State.Boxes[0];
    }
}
