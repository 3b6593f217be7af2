using ConnectSchappo.Reconciler.Core.Acceptances;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Tests.Acceptances;
using ConnectSchappo.Reconciler.Core.Tests.Diagnoses;
using ConnectSchappo.Reconciler.Core.Tests.Plans;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Drifts;

/// <summary>The password of a URI is a secret wherever the URI goes: what hides it in a text is tried by RedactionTests.</summary>
public sealed class UriPasswordTests
{
    private const string Pjsip = "reconciler_pjsip.conf";

    [Theory]
    [InlineData("dtmf_mode=rfc4733", "dtmf_mode=sip:acme:hush@192.0.2.1", "endpoint 251 dtmf_mode")] // whatever the option is
    [InlineData("\n[251]\ntype=aor\n", "\n[x]\ntype=aor\ncontact=sip:acme:hush@192.0.2.1\n\n[251]\ntype=aor\n", "aor x")]
    public void It_is_not_written_into_a_desired_state(string before, string after, string accept)
    {
        var box = SimulatedBox.Converged();
        Assert.Contains(before, box[Pjsip], StringComparison.Ordinal);
        box[Pjsip] = box[Pjsip].Replace(before, after, StringComparison.Ordinal);
        box.ReloadAll();

        var result = AcceptorTests.Acceptor(box, AcceptorTests.Sample).Accept(accept, null);

        Assert.Contains(
            " is a secret, which the desired state only names", Assert.IsType<AcceptanceResult.Refused>(result).Why.In(Language.English),
            StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_not_in_a_drift()
    {
        var box = SimulatedBox.Converged();
        box[Pjsip] = box[Pjsip].Replace("dtmf_mode=rfc4733", "dtmf_mode=sip:acme:hush@192.0.2.1", StringComparison.Ordinal);

        Assert.All(box.Plan().Report.Drifts, d => Assert.DoesNotContain("hush@", $"{d}", StringComparison.Ordinal));
        Assert.Contains(box.Plan().Report.Drifts, d => $"{d.File}".Contains("sip:acme:********@192.0.2.1", StringComparison.Ordinal));
    }

    [Fact]
    public void It_is_not_in_what_doctor_tells_of_a_contact()
    {
        var evidence = LinkTests.Evidence(phone: $"""
            {LinkTests.Softphone.Replace("MaxContacts: 1", "MaxContacts: 5", StringComparison.Ordinal)}

            Event: ContactStatusDetail
            URI: sip:acme:hush@192.0.2.1
            Status: Unreachable
            """);

        var found = Assert.Single(LinkTests.Examine("contacts", evidence).Findings);
        Assert.StartsWith("sip:acme:********@192.0.2.1 is ", found.Evidence.In(Language.English), StringComparison.Ordinal);
    }
}
