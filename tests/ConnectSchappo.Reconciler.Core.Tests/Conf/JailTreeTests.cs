using System.Text;
using ConnectSchappo.Reconciler.Core.Conf;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Conf;

public static class JailTreeTests
{
    private static readonly JailTree Issabel = Tree(
        ("jail.conf", "[INCLUDES]\nbefore = paths.conf\n[DEFAULT]\nmaxretry = 5\nignoreip = 127.0.0.1/8\n[asterisk]\nport = 5060\n"
            + "logpath = %(log)s/messages\nmaxretry = 10\n"),
        ("paths.conf", "[DEFAULT]\nlog = /var/log/asterisk\n"),
        ("jail.local", "[DEFAULT]\nmaxretry = 3\nignoreip = 127.0.0.1/8 ::1 ; us\n  10.0.8.0/24,10.0.9.0/24\n[asterisk]\nenabled = true\n"),
        ("jail.d/zz-reconciler.local", "# ours\n[asterisk]\nignoreip = 10.1.0.0/16\n"));

    [Fact]
    public static void A_jails_own_section_wins_over_every_default()
    {
        var value = Issabel.Effective("asterisk", "MaxRetry")!;
        Assert.Equal("10", value.Value);
        Assert.Equal(new ConfPlace("/etc/fail2ban/jail.conf", 9, 1), value.Place);
        Assert.Equal(["/etc/fail2ban/jail.local:2:1", "/etc/fail2ban/jail.conf:4:1"], value.Overridden.Select(o => o.Place.ToString()));
    }

    [Fact]
    public static void The_last_file_wins_and_its_list_is_read_as_words()
    {
        Assert.Equal("/etc/fail2ban/jail.d/zz-reconciler.local:3:1", Issabel.Effective("asterisk", "ignoreip")!.Place.ToString());
        Assert.Equal(["127.0.0.1/8", "::1", "10.0.8.0/24", "10.0.9.0/24"], Issabel.Effective(JailTree.Default, "ignoreip")!.Words);
    }

    [Fact]
    public static void What_was_put_in_is_told()
    {
        var value = Issabel.Effective("asterisk", "logpath")!;
        Assert.Equal("/var/log/asterisk/messages", value.Value);
        Assert.Equal("/etc/fail2ban/paths.conf:2:1", Assert.Single(value.Used).Place.ToString());
    }

    [Fact]
    public static void Files_are_read_in_fail2bans_order() => Assert.Equal(
        ["paths.conf", "jail.conf", "jail.local", "jail.d/zz-reconciler.local"],
        Issabel.Files.Select(f => f["/etc/fail2ban/".Length..]));

    [Theory]
    [InlineData("x = 1\n", JailProblemCode.NoSection)]
    [InlineData("[a]\n[a]\n", JailProblemCode.RepeatedSection)]
    [InlineData("[a]\nx = 1\nX : 2\n", JailProblemCode.RepeatedOption)]
    [InlineData("[a]\njunk\n", JailProblemCode.NoOption)]
    public static void A_file_that_fail2ban_rejects_is_told(string text, string code)
    {
        var tree = Tree(("jail.local", text));
        Assert.False(tree.IsValid);
        Assert.Equal((code, ConfSeverity.Fatal), (Assert.Single(tree.Problems).Code, tree.Problems[0].Severity));
    }

    [Fact]
    public static void A_value_that_cannot_be_put_together_is_told()
    {
        var tree = Tree(("jail.local", "[a]\nx = %(nope)s\n"));
        Assert.Null(tree.Effective("a", "x"));
        Assert.Equal(JailProblemCode.Interpolation, tree.ProblemOf("a", "x")!.Code);
        Assert.Null(tree.Effective("b", "x"));
    }

    [Fact]
    public static void An_included_file_that_is_not_given_is_wanted() =>
        Assert.Equal(["/etc/fail2ban/paths.conf"], Tree(("jail.conf", "[INCLUDES]\nbefore = paths.conf\n")).Wanted);

    private static JailTree Tree(params IEnumerable<(string Name, string Text)> files) =>
        JailTree.Load(files.Select(f => JailFile.Parse("/etc/fail2ban/" + f.Name, Encoding.UTF8.GetBytes(f.Text))));
}
