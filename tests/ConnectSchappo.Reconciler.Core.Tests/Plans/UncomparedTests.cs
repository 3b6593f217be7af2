using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>Values that cannot be held against memory: noted where nobody ever can, and unknown where Asterisk's answer is odd.</summary>
public class UncomparedTests
{
    private const string Said = "compared in files only, because Asterisk does not show them in memory: ";

    [Theory]
    [InlineData("", "", null)]
    [InlineData("  identifies: {carrier: {endpoint: \"250\", match: [192.0.2.0/24]}}\n", "", null)]
    [InlineData("  identifies: {carrier: {endpoint: \"250\", match: [sip.example.org]}}\n", "", "match of identify carrier")]
    [InlineData("  acls: {office: {deny: 0.0.0.0/0.0.0.0, permit: 192.0.2.0/24}}\n", "", "acl office")]
    [InlineData("", "rtp: {rtpstart: 12000, rtpend: 12998}\n", null)]
    [InlineData("", "rtp: {rtpstart: 12000, rtpend: 12998, rtcpinterval: 4000}\n", "rtcpinterval of rtp")]
    public void What_Asterisk_never_shows_is_a_note_and_keeps_no_box_out_of_sync(string pjsip, string rtp, string? noted)
    {
        var box = SimulatedBox.Converged(
            SimulatedBox.SampleState().Replace("\n\nsip:", "\n" + pjsip + "\nsip:", StringComparison.Ordinal) + rtp);

        var plan = box.Plan();

        Assert.True(plan.Report.InSync);
        Assert.Equal(noted is null ? [] : [$"{Said}{noted}"], plan.Notes.Select(n => n.English()));
    }

    [Theory]
    [InlineData("direct_media_method: update")]
    [InlineData("redirect_method: uri_pjsip")]
    [InlineData("contact_user: x")]
    public void An_endpoints_options_that_are_never_shown_are_noted(string option)
    {
        var box = SimulatedBox.Converged(
            SimulatedBox.SampleState().Replace("direct_media: no\n", $"direct_media: no\n      {option}\n", StringComparison.Ordinal));

        Assert.True(box.Plan().Report.InSync);
        Assert.Contains(box.Plan().Notes, n => n.English()
            .StartsWith($"{Said}{option.Split(':')[0]} of endpoint 250", StringComparison.Ordinal));
    }

    // Of its last reload the manager interface alone tells.
    [Theory]
    [InlineData("stun.example.org", true)]
    [InlineData("192.0.2.1", false)]
    public void A_name_whose_reload_cannot_be_told_is_noted(string server, bool noted)
    {
        var box = SimulatedBox.Converged(SimulatedBox.SampleState() + $"rtp: {{rtpstart: 12000, rtpend: 12998, stunaddr: {server}}}\n");
        Assert.Empty(box.Plan().Notes);
        box.Blind = o => o.Answered(ReloadedQuestion.Instance, Fact.Unknown<DateTime>($"only the manager interface tells it"));

        Assert.Equal(noted ? [$"{Said}stunaddr of rtp"] : [], box.Plan().Notes.Select(n => n.English()));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("16.28.0", true)]
    [InlineData("22.10.1", true)]
    [InlineData("20.1.0", false)] // what that one shows was not tried
    public void An_option_that_is_shown_of_every_object_and_not_of_this_one_is_unknown(string? version, bool unknown)
    {
        var box = SimulatedBox.Converged();
        box.Version = version ?? box.Version;
        box.Apply(box.Plan());
        var poor = new SorceryObject(box.Desired.Catalogue, "250", [KeyValuePair.Create("remove_existing", "true")]);
        box.Blind = o => o.Answered(PjsipObjectsQuestion.Of(PjsipType.Aor), o.Memory.Aors.Select(aors => aors.SetItem("250", poor)));

        Assert.Equal(unknown
            ? ["max_contacts of aor 250 in memory: Asterisk's answer lacks it"]
            : [], box.Plan().Report.Unknown.Select(u => u.English().Replace(", qualify_frequency", "", StringComparison.Ordinal)));
        Assert.False(box.Plan().HasWork);
    }

    [Theory]
    [InlineData("Registered", null, true)]
    [InlineData("Unregistered", null, true)] // while it asks
    [InlineData("Stopping", null, true)]
    [InlineData("registered", "whether registration carrier is accepted: Asterisk says registered", false)]
    [InlineData("Regis", "whether registration carrier is accepted: Asterisk says Regis", false)]
    [InlineData(null, "whether registration carrier is accepted: Asterisk's list lacks it", false)]
    public void A_word_about_a_registration_that_nobody_knows_is_unknown(string? status, string? unknown, bool inSync)
    {
        var box = SimulatedBox.Converged(Registering());
        box.Blind = o => o.Answered(
            RegistrationStatusQuestion.Instance,
            Fact.Known(status is null ? [] : ImmutableDictionary<string, string>.Empty.Add("carrier", status)));

        Assert.Equal(unknown is null ? [] : [unknown], box.Plan().Report.Unknown.Select(u => u.English()));
        Assert.Equal(inSync, box.Plan().Report.InSync);
    }

    [Theory]
    [InlineData("ObjectName: carrier\nStatus: Registered\n", true)]
    [InlineData("ObjectName: carrier\n", false)]
    [InlineData("ObjectName: carrier\nStatus: \n", false)]
    [InlineData("Status: Registered\n", false)]
    public void An_entry_without_name_or_status_makes_all_of_them_unknown(string entry, bool known)
    {
        var box = SimulatedBox.Read(Registering());
        var actions = MemoryQuestions.Actions(box);
        var replies = actions.Select(q => q.Name == "PJSIPShowRegistrationsOutbound"
            ? new AmiReply(Frame("Response: Success\n"), [Frame("Event: OutboundRegistrationDetail\n" + entry)])
            : new AmiReply(Frame("Response: Error\nMessage: no\n"), []));

        Assert.Equal(known, MemoryQuestions.Read(box, new AmiAnswers(actions, [.. replies])).Registrations.TryGet(out _));
    }

    private static AmiFrame Frame(string text) =>
        Assert.Single(new AmiFrameReader()
            .Add(System.Text.Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n")));

    private static string Registering() => SimulatedBox.SampleState().Replace("\n\nsip:", "\n"
        + "  transports: {office: {protocol: udp, bind: \"0.0.0.0:5062\"}}\n"
        + "  registrations: {carrier: {server_uri: \"sip:sip.example.org\", client_uri: \"sip:1@sip.example.org\"}}\n\nsip:",
            StringComparison.Ordinal);
}
