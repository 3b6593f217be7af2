using ConnectSchappo.Reconciler.Core.Drifts;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>Lines of others that win over ours in a section that both write.</summary>
public class LaterLineTests
{
    [Theory]
    [InlineData("http: {tlscertfile: /etc/asterisk/keys/A.pem}", "http_custom.conf", "tlscertfile=/etc/asterisk/keys/a.pem", true)]
    [InlineData("http: {tlsenable: yes}", "http_custom.conf", "tlsenable=TRUE", false)]
    [InlineData("http: {bindaddr: PBX.example.org}", "http_custom.conf", "bindaddr=pbx.example.org", false)]
    [InlineData("sip: {general: {secret: {secret: it}}}", "sip_custom.conf", "secret=HUSH", true)]
    [InlineData("sip: {general: {nat: yes}}", "sip_custom.conf", "nat=Yes", false)]
    public void A_line_that_says_the_same_is_none(string desired, string file, string line, bool told)
    {
        var box = SimulatedBox.Factory($"apiVersion: reconciler/v1\nboxes: {{a: {{address: a, user: root}}}}\n{desired}\n");
        box.Secrets["it"] = new("hush");
        box.Apply(box.Plan());
        box[file] = $"{box[file]}\n[general](+)\n{line}\n";

        Assert.Equal(told, box.Plan().Report.Drifts.Any(d => d is { Kind: DriftKind.Foreign, Field.Length: > 0 }));
    }
}
