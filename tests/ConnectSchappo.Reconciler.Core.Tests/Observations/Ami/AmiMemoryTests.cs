using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Questions;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Tests.Plans;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Observations.Ami;

/// <summary>What a manager interface may answer that none of the samples has.</summary>
public class AmiMemoryTests
{
    private static readonly DesiredBox Box = SimulatedBox.Read(SimulatedBox.SampleState() + "\n");

    [Theory]
    // Noload.
    [InlineData("Invalid/unknown command: SIPpeers. Use Action: ListCommands to show available commands.", "0 modules loaded", true)]
    // Declined.
    [InlineData("Invalid/unknown command: SIPpeers.", "chan_sip.so  Session Initiation Protocol (SIP)  0  Not Running  deprecated", true)]
    [InlineData("Invalid/unknown command: SIPpeers.", "", false)] // the list of modules was not told
    [InlineData("Permission denied", "chan_sip.so  Session Initiation Protocol (SIP)  4  Running  deprecated", false)]
    public void Without_chan_sip_there_are_no_peers(string refusal, string row, bool none)
    {
        var box = new DesiredBox { Name = "b", Catalogue = Box.Catalogue, Address = "b", User = "r" };
        var actions = MemoryQuestions.Actions(box);
        var replies = actions.Select(q => q.Name == "SIPpeers" ? new AmiReply(Frame(("Response", "Error"), ("Message", refusal)), [])
            : q.Fields.Any(f => f.Value == "module show like chan_sip")
            ? new AmiReply(Frame(("Response", "Success"), ("Output", row), ("Output", row.Length == 0 ? "" : "1 modules loaded")), [])
            : new AmiReply(Frame(("Response", "Success")), [])).ToList();

        var known = MemoryQuestions.Read(box, new AmiAnswers(actions, replies)).SipPeers.TryGet(out var peers);

        Assert.Equal((none, 0), (known, peers?.Count ?? 0));
    }

    [Fact]
    public void Of_two_objects_of_one_name_the_first_is_kept_and_the_name_is_told()
    {
        var memory = Read("PJSIPShowAors", Listed("AorList", ("250", "5"), ("250", "1"), ("251", "5")));

        Assert.True(memory.Aors.TryGet(out var aors));
        Assert.Equal("5", aors["250"]["max_contacts"]);
        Assert.Equal([(PjsipType.Aor, "250")], memory.Twice);
    }

    [Fact]
    public void Two_endpoints_of_one_name_are_told() => Assert.Equal(
        [(PjsipType.Endpoint, "300")], Read("PJSIPShowEndpoints", Listed("EndpointList", ("300", ""), ("250", ""), ("300", ""))).Twice);

    [Fact]
    public void A_list_that_was_cut_short_is_unknown() => Assert.Equal(
        "PJSIPShowAors: Asterisk cut its list short",
            Read("PJSIPShowAors", new AmiReply(Frame(("Response", "Success")), []) { IsCutShort = true }).Aors.Missing?.ToString());

    [Fact]
    public void An_entry_without_a_name_makes_its_list_unknown() => Assert.NotNull(
        Read("PJSIPShowAors",
            new AmiReply(Frame(("Response", "Success")), [Frame(("Event", "AorList"), ("MaxContacts", "5"))])).Aors.Missing);

    [Fact]
    public void An_answer_about_another_endpoint_is_none() => Assert.NotNull(
        Read("PJSIPShowEndpoint",
            new AmiReply(Frame(("Response", "Success")), [Frame(("Event", "EndpointDetail"), ("ObjectName", "999"))])).Endpoints.Missing);

    [Theory]
    [InlineData("0001-01-01", "00:00:00")]
    [InlineData("9999-12-31", "23:59:59")]
    [InlineData("2026-11-23", "03:00:00Z")]
    [InlineData("tomorrow", "")]
    public void A_date_that_is_none_is_unknown(string date, string time) => Assert.NotNull(
        Read("CoreStatus", new AmiReply(
            Frame(("Response", "Success"), ("CoreReloadDate", date), ("CoreReloadTime", time)), [])).Reloaded.Missing);

    [Fact]
    public void An_end_that_comes_before_its_response_is_waited_behind()
    {
        var replies = new AmiReplies(["1"]);
        replies.Add(Frame(("Event", "AorListComplete"), ("ActionID", "1"), ("EventList", "Complete")));
        Assert.False(replies.Complete);
        replies.Add(Frame(("Response", "Success"), ("ActionID", "1"), ("EventList", "start")));

        Assert.True(replies.Complete);
        Assert.True(Assert.Single(replies.Take()).Succeeded);
    }

    // All others are answered with an error.
    private static AsteriskMemory Read(string action, AmiReply answer)
    {
        var actions = MemoryQuestions.Actions(Box);
        var replies = actions.Select(a => a.Name == action ? answer : new AmiReply(Frame(("Response", "Error"), ("Message", "no")), []));
        return MemoryQuestions.Read(Box, new AmiAnswers(actions, [.. replies]));
    }

    private static AmiReply Listed(string name, params IEnumerable<(string Name, string Contacts)> entries) => new(
        Frame(("Response", "Success")),
            [.. entries.Select(e => Frame(("Event", name), ("ObjectName", e.Name), ("MaxContacts", e.Contacts)))]);

    private static AmiFrame Frame(params IEnumerable<(string Name, string Value)> fields) =>
        new([.. fields.Select(f => new AmiField(f.Name, f.Value))]);
}
