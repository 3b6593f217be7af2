using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Observations.Ami;

/// <summary>What is absent on purpose is known, and what may not be asked is not.</summary>
public class AmiMemoryTests
{
    [Theory]
    [InlineData("Invalid/unknown command: SIPpeers. Use Action: ListCommands to show available commands.", "0 modules loaded", true)] // noload
    [InlineData("Invalid/unknown command: SIPpeers.", "chan_sip.so  Session Initiation Protocol (SIP)  0  Not Running  deprecated", true)] // declined
    [InlineData("Invalid/unknown command: SIPpeers.", "", false)] // the list of modules was not told
    [InlineData("Permission denied", "chan_sip.so  Session Initiation Protocol (SIP)  4  Running  deprecated", false)]
    public void Without_chan_sip_there_are_no_peers(string refusal, string row, bool none)
    {
        var box = new DesiredBox { Name = "b", Address = "b", User = "r" };
        var replies = AmiMemory.Questions(box).Select(q => q.Name == "SIPpeers" ? Reply("Error", new AmiField("Message", refusal))
            : q.Fields.Any(f => f.Value == "module show like chan_sip") ? Reply("Success", new AmiField("Output", row), new AmiField("Output", row.Length == 0 ? "" : "1 modules loaded"))
            : Reply("Success")).ToList();

        var known = AmiMemory.Read(box, replies).SipPeers.TryGet(out var peers);

        Assert.Equal((none, 0), (known, peers?.Count ?? 0));
    }

    private static AmiReply Reply(string response, params IEnumerable<AmiField> fields) =>
        new(new AmiFrame([new("Response", response), .. fields]), []);
}
