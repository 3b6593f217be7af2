using System.Text;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Observations.Ami;

public class AmiEventsTests
{
    [Theory]
    [InlineData("Event: Reload\r\nPrivilege: system,all\r\nModule: res_pjsip.so\r\nStatus: 0", true)]
    [InlineData("Event: Load\r\nModule: chan_sip.so\r\nStatus: Success", true)]
    [InlineData("Event: Unload\r\nModule: chan_sip.so\r\nStatus: Success", true)]
    [InlineData("Event: Registry\r\nChannelType: PJSIP\r\nStatus: Rejected", true)]
    [InlineData("Event: ContactStatus\r\nContactStatus: Reachable", false)]
    [InlineData("Event: Reload\r\nActionID: 7", false)] // a line of an answer
    [InlineData("Response: Success\r\nMessage: Reload", false)]
    public void What_tells_of_a_change(string frame, bool tells) => Assert.Equal(tells, AmiEvents.TellsOfChange(Frame(frame)));

    // As 16.28 and 22.10 print it.
    [Theory]
    [InlineData("system,call,log,verbose,command", true)]
    [InlineData("all", true)]
    [InlineData("<none>", false)]
    [InlineData("call,log,systemwide", false)]
    public void An_account_may_read_them_by_what_Asterisk_has_in_memory(string rights, bool may)
    {
        var printed = $"Response: Success\r\nOutput:       username: admin\r\nOutput:      read perm: {rights}\r\n"
            + "Output:     write perm: system,all";

        Assert.Equal(may, AmiEvents.MayRead(new AmiReply(Frame(printed), [])));
    }

    private static AmiFrame Frame(string text) => Assert.Single(new AmiFrameReader().Add(Encoding.ASCII.GetBytes(text + "\r\n\r\n")));
}
