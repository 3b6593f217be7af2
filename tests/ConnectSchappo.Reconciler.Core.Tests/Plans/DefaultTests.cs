using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>Options of which neither the desired state nor our file says a word: memory must show Asterisk's default.</summary>
public class DefaultTests
{
    [Theory]
    [InlineData(PjsipType.Endpoint, "250", "rtp_timeout", "30", "0 (Asterisk's default)")]
    [InlineData(PjsipType.Endpoint, "250", "allow_transfer", "false", "yes (Asterisk's default)")]
    [InlineData(PjsipType.Endpoint, "251", "callerid_privacy", "prohib", "allowed_not_screened (Asterisk's default)")]
    [InlineData(PjsipType.Aor, "250", "maximum_expiration", "60", "7200 (Asterisk's default)")]
    [InlineData(PjsipType.Auth, "auth250", "realm", "elsewhere", "(empty) (Asterisk's default)")]
    public void Another_value_is_a_reload_that_was_lost(PjsipType type, string name, string option, string memory, string desired)
    {
        var box = SimulatedBox.Converged();
        box.Remember(type, name, option, memory);

        var plan = box.Plan();
        var drift = Assert.Single(plan.Report.Drifts);

        Assert.Equal(($"{type.TypeName()} {name} {option}", desired, memory, null),
            (drift.Name, drift.Desired.ToString(), drift.Memory?.ToString(), drift.File?.ToString()));
        Assert.Equal([PjsipActivations.Reload], plan.Activations.Select(a => a.Activation));
        box.Apply(plan);
        Assert.Empty(box.Plan().Report.Drifts);
    }

    [Theory]
    [InlineData("qualify_timeout", PjsipType.Aor, "3.000000")]
    [InlineData("callerid", PjsipType.Endpoint, "<unknown>")]
    [InlineData("identify_by", PjsipType.Endpoint, "username,ip")]
    [InlineData("dtls_setup", PjsipType.Endpoint, "actpass")] // webrtc=yes
    [InlineData("dtls_verify", PjsipType.Endpoint, "Yes")]
    [InlineData("dtls_auto_generate_cert", PjsipType.Endpoint, "Yes")]
    [InlineData("media_encryption", PjsipType.Endpoint, "dtls")]
    public void Its_other_spellings_and_what_webrtc_implies_are_none(string option, PjsipType type, string memory)
    {
        var box = SimulatedBox.Converged();
        box.Remember(type, option == "callerid"
            ? "250"
            : "251", option == "callerid"
            ? "mailboxes"
            : option, option == "callerid"
            ? ""
            : memory);

        Assert.Empty(box.Plan().Report.Drifts);
    }

    [Fact]
    public void An_object_with_rules_of_its_own_shows_an_acl_that_nobody_named()
    {
        var box = SimulatedBox.Factory();
        box.Desired = SimulatedBox.Read(
            SimulatedBox.SampleState()
                .Replace("      rewrite_contact: yes\n", "      rewrite_contact: yes\n      deny: 0.0.0.0/0\n      permit: 10.0.0.0/8\n",
                    StringComparison.Ordinal));
        box.Apply(box.Plan());
        box.Remember(PjsipType.Endpoint, "250", "acl", "deny/permit");

        Assert.Empty(box.Plan().Report.Drifts);
    }
}
