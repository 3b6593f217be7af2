using System.Text;
using ConnectSchappo.Reconciler.Core.Conf;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Conf;

public class ConfProblemSecretTests
{
    [Theory]
    [InlineData("[a]\nsecret hush-hush\n")]
    [InlineData("[a] secret=hush-hush\n")]
    [InlineData("[a]\n=hush-hush\n")]
    [InlineData("secret=hush-hush\n")]
    [InlineData("[a]\n\\ hush-hush\n")]
    [InlineData("[a\nsecret=hush-hush\n")]
    public void A_problem_does_not_quote_what_was_mistyped(string text)
    {
        var document = ConfDocument.Parse("/etc/asterisk/sip.conf", Encoding.UTF8.GetBytes(text));
        var problems = ConfTree.Load(new ConfFileSet([document]), document.Path).Problems;

        Assert.NotEmpty(problems);
        Assert.DoesNotContain("hush", string.Join('\n', problems), StringComparison.Ordinal);
    }
}
