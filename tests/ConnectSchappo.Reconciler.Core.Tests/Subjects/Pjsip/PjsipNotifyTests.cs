using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Subjects.Pjsip;

/// <summary>Whom PJSIP sends as: without it a NOTIFY to a URI is answered with success, and nothing is sent.</summary>
public class PjsipNotifyTests
{
    [Theory]
    [InlineData("Global Settings:\n\n ParameterName                    : ParameterValue\n =====\n"
        + " default_outbound_endpoint : dummy_endpoint\n user_agent : X\n", "dummy_endpoint")]
    [InlineData("Global Settings:\n\n ParameterName                    : ParameterValue\n =====\n user_agent : X\n", null)]
    [InlineData("No such command 'pjsip show settings'\n", null)]
    public void The_sender_is_the_default_outbound_endpoint(string printed, string? name)
    {
        var reply = new AmiReply(Frame([("Response", "Success"), .. printed.Split('\n').Select(l => ("Output", l))]), []);

        Assert.Equal(name, PjsipNotify.Sender(AsteriskCatalogue.Of(16), reply));
    }

    [Theory]
    [InlineData("", "", true)]
    [InlineData("transport-udp", "", false)] // it goes by that transport, whatever the URI says
    [InlineData("", "sip:192.0.2.1", false)]
    public void It_sends_where_the_URI_says_without_a_way_of_its_own(string transport, string proxy, bool free) => Assert.Equal(
        free,
        PjsipNotify.IsFree(new AmiReply(
            Frame(("Response", "Success")), [Frame(("Event", "EndpointDetail"), ("Transport", transport), ("OutboundProxy", proxy))])));

    [Fact]
    public void A_sender_that_is_not_there_sends_nothing() =>
        Assert.False(PjsipNotify.IsFree(new AmiReply(Frame(("Response", "Error"), ("Message", "Unable to retrieve endpoint")), [])));

    private static AmiFrame Frame(params IEnumerable<(string Name, string Value)> fields) =>
        new([.. fields.Select(f => new AmiField(f.Name, f.Value))]);
}
