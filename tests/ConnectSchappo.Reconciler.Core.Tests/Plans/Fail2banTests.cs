using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Plans;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

public class Fail2banTests
{
    [Fact]
    public void A_ban_that_the_kernel_does_not_know_is_told_and_put_into_force()
    {
        var box = SimulatedBox.Converged();
        box.Banned.AddRange(["203.0.113.9", "203.0.113.10"]);
        box.Flushed.Add("203.0.113.9");

        var plan = box.Plan();

        Assert.Equal("fail2ban jail asterisk bans in the kernel: 203.0.113.9", Assert.Single(plan.Report.Drifts).Subject);
        Assert.Equal((Activation.Fail2banReload, ["asterisk"]), (plan.Activations.Single().Activation, plan.Activations.Single().Arguments));
        box.Apply(plan);
        Assert.Empty(box.Plan().Report.Drifts);
    }

    [Fact]
    public void Our_own_address_missing_on_the_whitelist_is_told_with_what_to_add()
    {
        var box = SimulatedBox.Converged();
        box.OurAddress = "10.150.77.5";

        var drift = Assert.Single(box.Plan().Report.Drifts);

        Assert.Equal(Cure.Person, drift.Cure);
        Assert.EndsWith("add 10.150.77.5 to fail2ban.ignoreip in the desired state", drift.Consequence, StringComparison.Ordinal);
        Assert.False(box.Plan().HasWork);
    }

    [Fact]
    public void Our_own_address_is_freed_though_nobody_listed_it()
    {
        var box = SimulatedBox.Converged();
        box.OurAddress = "10.150.77.5";
        box.Banned.Add("10.150.77.5");

        Assert.Equal([Activation.Unban], box.Plan().Activations.Select(a => a.Activation));
    }

    [Theory]
    [InlineData("/etc/fail2ban/jail.d/zzz-hardening.local", "[DEFAULT]\nignoreip = 127.0.0.1\n", true)] // it is read after ours
    [InlineData("/etc/fail2ban/jail.local", "[asterisk]\nenabled = true\nignoreip = 127.0.0.1\n", true)] // a jail's own section wins
    [InlineData("/etc/fail2ban/jail.local", "[DEFAULT]\nignoreip = 127.0.0.1\n[asterisk]\nenabled = true\n", false)] // ours is read after it
    [InlineData("/etc/fail2ban/jail.d/zzz-hardening.local", "[DEFAULT]\nbantime = 1h\n", false)]
    public void Who_has_the_last_word_over_our_whitelist_is_named_and_not_fought(string path, string text, bool wins)
    {
        var box = SimulatedBox.Converged();
        box["/etc/fail2ban/jail.conf"] = "[DEFAULT]\nignoreip = 127.0.0.1/8\n[asterisk]\nport = 5060\n";
        box[path] = text;
        if (wins)
        {
            box.IgnoreIp.Clear();
            box.IgnoreIp.Add("127.0.0.1");
        }

        var plan = box.Plan();

        Assert.False(plan.HasWork);
        Assert.Equal(wins ? [("fail2ban jail asterisk ignoreip", Cure.Person, path)] : [], plan.Report.Drifts.Select(d => (d.Subject, d.Cure, d.Place!.Value.Path)));
    }
}
