using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Observations;

/// <summary>What a real box printed of PJSIP's objects (Asterisk 16.28).</summary>
public class SorceryTextTests
{
    private static readonly AsteriskCatalogue Asterisk = AsteriskCatalogue.Of(16);

    [Fact]
    public void Transports_are_told_whole_however_long_their_names() => Assert.Equal(
        Fact.Known<EquatableArray<(string, string, string)>>(
            [
                ("a-transport-name-that-is-far-longer-than-its-column-and-cut-nowhere", "udp", "0.0.0.0:5091"),
                ("tls", "tls", "0.0.0.0:5092"),
            ]),
        SorceryText.Transports("""

            Transport:  <TransportId........>  <Type>  <cos>  <tos>  <BindAddress....................>
            ==========================================================================================

            Transport:  a-transport-name-that-is-far-longer-than-its-column-and-cut-nowhere     udp      0     96  0.0.0.0:5091
            Transport:  tls                       tls      0      0  0.0.0.0:5092

            Objects found: 2
            """.Split('\n')));

    [Fact]
    public void A_row_of_transports_that_cannot_be_read_makes_all_of_them_unknown() =>
        Assert.NotNull(SorceryText.Transports(["Transport:  tls                       tls", "Objects found: 1"]).Missing);

    [Fact]
    public void Endpoints_are_told_by_their_names_alone() => Assert.Equal(
        Fact.Known<EquatableArray<string>>(["250", "bare", "trunk x"]),
        SorceryText.EndpointNames("""
             Endpoint:  <Endpoint/CID.....................................>  <State.....>  <Channels.>
                I/OAuth:  <AuthId/UserName...........................................................>

             Endpoint:  250/250                                              Unavailable   0 of inf
                 InAuth:  auth250/250

             Endpoint:  bare                                                 Unavailable   0 of inf
             Endpoint:  trunk x/123                                          Not in use    0 of inf

            Objects found: 3
            """.Split('\n')));

    [Theory]
    [InlineData(" Endpoint:  a-rather-long-endpoint-name-that-is-more-than-fifty  Unavailable   0 of inf\nObjects found: 1")]
    [InlineData("No such command 'pjsip show endpoints'")]
    public void A_name_that_may_be_cut_is_unknown_and_so_is_no_answer(string said) =>
        Assert.NotNull(SorceryText.EndpointNames(said.Split('\n')).Missing);

    [Theory]
    [InlineData("No objects found.", true)]
    [InlineData("No such command 'pjsip show transports'", false)]
    public void No_transport_is_an_answer_and_no_command_is_none(string said, bool answers) =>
        Assert.Equal(answers, SorceryText.Transports([said]).TryGet(out _));

    [Fact]
    public void A_transport_tells_all_its_options_and_of_many_values_each()
    {
        Assert.True(SorceryText.Object(Asterisk, "t", """
            Transport:  t                         udp      0      0  [::1]:5099

             ParameterName              : ParameterValue
             ======================================================
             bind                       : [::1]:5099
             cipher                     :
             local_net                  : 192.168.1.0/255.255.255.0
             local_net                  : 10.0.0.0/255.0.0.0

            """.Split('\n')).TryGet(out var transport));

        Assert.Equal(("[::1]:5099", "", "192.168.1.0/255.255.255.0,10.0.0.0/255.0.0.0"),
            (transport!["bind"], transport["cipher"], transport["local_net"]));
    }

    [Fact]
    public void The_settings_hold_the_global_object_and_the_systems()
    {
        string[] lines = """
            Global Settings:

             ParameterName                              : ParameterValue
             ======================================================================
             user_agent                                 : Issabel-4.0

            System Settings:

             ParameterName               : ParameterValue
             ============================================
             timer_t1                    : 500
            """.Split('\n');

        Assert.True(new PjsipSettingsQuestion(PjsipType.Global).Read(Asterisk, lines).TryGet(out var global));
        Assert.Equal(("Issabel-4.0", null), (global["global"]["user_agent"], global["global"]["timer_t1"]));
        Assert.True(new PjsipSettingsQuestion(PjsipType.System).Read(Asterisk, lines).TryGet(out var system));
        Assert.Equal("500", system["system"]["timer_t1"]);
    }
}
