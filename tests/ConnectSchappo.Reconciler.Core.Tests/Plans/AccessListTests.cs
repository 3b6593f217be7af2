using ConnectSchappo.Reconciler.Core.Catalogue;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>
/// ACLs that an endpoint names: each line adds to the list, and memory shows its first name, or <c>deny/permit</c> where the endpoint has
/// rules of its own. Source: Asterisk 16.28, main/acl.c (ast_append_acl) and pjsip_configuration.c (acl_to_str); each row tried.
/// </summary>
public class AccessListTests
{
    [Theory]
    [InlineData("acl: [inside, outside]", "acl=inside,outside", "inside", null, null)]
    [InlineData("acl: [inside, outside]", "acl=inside\nacl=outside", "inside", null, null)] // the same, as somebody may write it
    [InlineData("acl: [inside, outside]", "acl=inside", "inside", "inside", null)]
    [InlineData("acl: [inside, outside]", "acl=outside\nacl=inside", "outside", "outside,inside", "outside")]
    [InlineData("acl: inside", "acl=inside\nacl=outside", "inside", "inside,outside", null)]
    [InlineData("acl: inside, permit: 10.0.0.0/8", "acl=inside\npermit=10.0.0.0/8", "deny/permit", null, null)]
    [InlineData("permit: 10.0.0.0/8", "permit=10.0.0.0/8", "deny/permit", null, null)]
    public void Lines_add_up_and_memory_shows_the_first_name(string desired, string lines, string shown, string? file, string? memory)
    {
        foreach (var prefix in (string[])["", "contact_"])
        {
            string Of(string options) => options.Replace("acl", $"{prefix}acl").Replace("permit", $"{prefix}permit");
            var box = SimulatedBox.Converged(
                $"apiVersion: reconciler/v1\nboxes: {{a: {{address: a, user: root}}}}\n"
                    + $"pjsip: {{endpoints: {{trunk: {{{Of(desired)}}}}}}}\n");
            box["reconciler_pjsip.conf"] = $"{box["reconciler_pjsip.conf"].Split("type=endpoint")[0]}type=endpoint\n{Of(lines)}\n";
            box.Remember(PjsipType.Endpoint, "trunk", $"{prefix}acl", shown);

            var drift = box.Plan().Report.Drifts.SingleOrDefault(d => d.Field == $"{prefix}acl");

            Assert.Equal((file, memory), (drift?.File?.ToString(), drift?.Memory?.ToString()));
        }
    }
}
