using ConnectSchappo.Reconciler.Core.Desired.Rules;
using ConnectSchappo.Reconciler.Core.Subjects;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Desired;

public sealed class SecretChecksTests
{
    [Theory]
    [InlineData("password", "correct horse battery", "")]
    [InlineData("password", "short", "DS063")]
    [InlineData("password", "SomebodyLong", "DS063")]
    [InlineData("password", "two lines of\ntext", "DS061")]
    [InlineData("password", "> arrows in front", "DS061")]
    [InlineData("password", "", "DS060")]
    [InlineData("password", null, "DS060")]
    [InlineData("md5_cred", "d41d8cd98f00b204e9800998ecf8427e", "")]
    [InlineData("md5_cred", "d41d8cd98f00b204", "DS062")]
    public void A_secret_is_checked_for_what_it_is(string option, string? value, string code)
    {
        var type = option == "password" ? "userpass" : "md5";
        var reading = DesiredStateReader.Read("state.yaml", $$$$"""
            apiVersion: reconciler/v1
            boxes: {one: {address: 192.0.2.1, user: root}}
            pjsip: {auths: {a: {auth_type: {{{{type}}}}, username: somebodylong, {{{{option}}}}: {secret: s} } } }
            """);

        var problems = SecretChecks.Check(reading.State!.Boxes[0], name => name == "s" && value is not null ? new Secret(value) : null);

        Assert.Equal(code, string.Concat(problems.Select(p => p.Code)));
        Assert.All(problems, p => Assert.Equal(3, p.Place.Line));
        Assert.True(value is null or "" || !string.Concat(problems).Contains(value, StringComparison.Ordinal));
    }
}
