using System.Text;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;
using ConnectSchappo.Reconciler.Core.Tests.Conf;
using CsCheck;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

public class Fail2banTests
{
    private const string Issabel = "/etc/fail2ban/jail.d/issabel.conf";

    [Fact]
    public void A_ban_that_the_kernel_does_not_know_is_told_and_put_into_force()
    {
        var box = SimulatedBox.Converged();
        box.Banned.AddRange(["203.0.113.9", "203.0.113.10"]);
        box.Flushed.Add("203.0.113.9");

        var plan = box.Plan();

        Assert.Equal("fail2ban jail asterisk bans in the kernel", Assert.Single(plan.Report.Drifts).Name);
        Assert.Equal((Fail2banActivations.Reload, ["asterisk"]),
            (plan.Activations.Single().Activation, plan.Activations.Single().Arguments));
        box.Apply(plan);
        Assert.Empty(box.Plan().Report.Drifts);
    }

    // A reload that fails can leave fail2ban without a jail. Source: fail2ban 1.1, seen.
    [Fact]
    public void A_fail2ban_that_lost_its_jails_gets_them_back()
    {
        var box = SimulatedBox.Converged();
        box["/etc/fail2ban/jail.local"] = "[asterisk]\nenabled = True\n[sshd]\nenabled = no\n";
        Assert.Empty(box.Plan().Report.Drifts);
        box.HasJail = false;

        var plan = box.Plan();

        var drift = Assert.Single(plan.Report.Drifts);
        Assert.Equal(("fail2ban jails", "asterisk run", "none runs"),
            (drift.Name, drift.Desired!.In(Language.English), drift.Memory!.In(Language.English)));
        Assert.Equal((Fail2banActivations.Reload, "no jail runs"),
            (plan.Activations.Single().Activation, plan.Activations.Single().Reason.In(Language.English)));
        box.Apply(plan);
        Assert.Empty(box.Plan().Report.Drifts);
    }

    [Fact]
    public void A_fail2ban_that_is_to_run_no_jail_lost_none()
    {
        var box = SimulatedBox.Converged();
        box["/etc/fail2ban/jail.local"] = "[asterisk]\nenabled = false\n";
        box.HasJail = false;

        Assert.Empty(box.Plan().Report.Drifts);
    }

    [Fact]
    public void A_jail_that_is_enabled_and_does_not_run_beside_others_is_told()
    {
        var box = SimulatedBox.Converged();
        box["/etc/fail2ban/jail.local"] = "[asterisk]\nenabled = true\n[sshd]\nenabled = on\n";

        Assert.Empty(box.Plan().Report.Drifts);
        Assert.Contains(box.Plan().Notes, n => n.In(Language.English).StartsWith("fail2ban does not run sshd, ", StringComparison.Ordinal));
    }

    [Fact]
    public void Our_own_address_missing_on_the_whitelist_is_told_with_what_to_add()
    {
        var box = SimulatedBox.Converged();
        box.OurAddress = "10.150.77.5";

        var drift = Assert.Single(box.Plan().Report.Drifts);

        Assert.Equal(Remediation.Manual, drift.Remediation);
        Assert.EndsWith("add 10.150.77.5 to fail2ban.ignoreip in the desired state", drift.Consequence.ToString(),
            StringComparison.Ordinal);
        Assert.False(box.Plan().HasWork);
    }

    [Fact]
    public void Our_own_address_is_freed_though_nobody_listed_it()
    {
        var box = SimulatedBox.Converged();
        box.OurAddress = "10.150.77.5";
        box.Banned.Add("10.150.77.5");

        Assert.Equal([Fail2banActivations.Unban], box.Plan().Activations.Select(a => a.Activation));
    }

    [Theory]
    [InlineData("/etc/fail2ban/jail.d/zzz-hardening.local", "[asterisk]\nignoreip = 127.0.0.1\n", true)] // it is read after ours
    [InlineData("/etc/fail2ban/jail.local", "[asterisk]\nenabled = true\nignoreip = 127.0.0.1\n", false)] // ours is read after it
    [InlineData("/etc/fail2ban/jail.local", "[DEFAULT]\nignoreip = 127.0.0.1\n[asterisk]\nenabled = true\n", false)]
    [InlineData("/etc/fail2ban/jail.d/zzz-hardening.local", "[asterisk]\nbantime = 1h\n", false)]
    // Issabel's jails have sections, and so have ours.
    [InlineData("/etc/fail2ban/jail.d/zzz-hardening.local", "[DEFAULT]\nignoreip = 127.0.0.1\n", false)]
    public void Who_has_the_last_word_over_our_whitelist_is_named_and_not_fought(string path, string text, bool wins)
    {
        var box = SimulatedBox.Converged();
        box["/etc/fail2ban/jail.conf"] = "[DEFAULT]\nignoreip = 127.0.0.1/8\n[asterisk]\nport = 5060\n";
        box[path] = text;
        box.ReloadFail2ban();

        var plan = box.Plan();

        Assert.False(plan.HasWork);
        Assert.Equal(wins
            ? [("fail2ban jail asterisk ignoreip", Remediation.Manual, path)]
            : [], plan.Report.Drifts.Select(d => (d.Name, d.Remediation, d.Place!.Value.Path)));
    }

    [Fact]
    public void A_default_that_is_read_after_ours_has_the_last_word_over_a_jail_without_a_list_of_its_own()
    {
        var box = SimulatedBox.Converged();
        box[Issabel] = "[asterisk]\r\nenabled = 1";
        box.Apply(box.Plan());
        box["/etc/fail2ban/jail.d/zzz-hardening.local"] = "[DEFAULT]\nignoreip = 127.0.0.1\n";
        box.ReloadFail2ban();

        var drift = Assert.Single(box.Plan().Report.Drifts);

        Assert.Equal(("/etc/fail2ban/jail.d/zzz-hardening.local", Remediation.Manual), (drift.Place!.Value.Path, drift.Remediation));
        Assert.Equal(
            "/etc/fail2ban/jail.d/zzz-hardening.local:2:1 overrides our file, so that fail2ban can ban 127.0.0.1/8, 198.51.100.0/24, "
                + "10.0.8.0/24: "
            + "remove ignoreip there, and run fail2ban-client reload", drift.Consequence.ToString());
    }

    [Fact]
    public void A_list_with_ours_and_more_that_has_the_last_word_is_told_as_such()
    {
        var box = SimulatedBox.Converged();
        box["/etc/fail2ban/jail.d/zzz-hardening.local"] = "[asterisk]\nignoreip = 127.0.0.0/8 198.51.100.0/24, 10.0.0.0/8\n"
            + "  203.0.113.40\n";
        box.ReloadFail2ban();

        Assert.Equal(
            "/etc/fail2ban/jail.d/zzz-hardening.local:2:1 overrides our file, so that fail2ban protects 10.0.0.0/8, 203.0.113.40 too: "
            + "remove ignoreip there, and run fail2ban-client reload", Assert.Single(box.Plan().Report.Drifts).Consequence.ToString());
    }

    [Theory]
    [InlineData("10.0.8.0/24 127.0.0.0/8", "fail2ban can ban 198.51.100.0/24, which must be protected")]
    [InlineData("10.0.0.0/8 127.0.0.0/8 198.51.100.0/24",
        "fail2ban protects 10.0.0.0/8 now and will stop: add to fail2ban.ignoreip what must stay protected")]
    [InlineData(
        "127.0.0.1 203.0.113.40 203.0.113.41",
        "fail2ban can ban 127.0.0.1/8, 198.51.100.0/24, 10.0.8.0/24, which must be protected; "
        + "fail2ban protects 203.0.113.40, 203.0.113.41 now and will stop: add to fail2ban.ignoreip what must stay protected")]
    [InlineData("10.0.8.0/24 127.0.0.0/8 198.51.100.0/24 127.0.0.1", "fail2ban protects the same addresses by another list")]
    public void Who_is_open_to_bans_and_who_loses_protection_is_told(string memory, string consequence)
    {
        var box = SimulatedBox.Converged();
        box.IgnoreIp.Clear();
        box.IgnoreIp.AddRange(memory.Split(' '));

        Assert.Equal(consequence, Assert.Single(box.Plan().Report.Drifts).Consequence.ToString());
    }

    [Theory]
    // As Issabel writes it.
    [InlineData("[asterisk]\r\nmaxretry = 5\r\nignoreip = 127.0.0.1\r\nenabled = 1\r\n[sshd]\r\nignoreip = 127.0.0.1", "asterisk sshd")]
    [InlineData("[sshd]\nignoreip = 127.0.0.1\n   10.0.9.0/24\n[asterisk]\nenabled = 1\n", "sshd")] // a list over two lines; a jail without
    [InlineData("[sshd]\nignoreip = 10.0.8.0/24, 127.0.0.5/8\n  198.51.100.0/24\n", "")] // what is wanted already
    [InlineData("[sshd]\nenabled = 0\nignoreip = 127.0.0.1\n", "sshd")] // ours from the start, should they enable it
    [InlineData("[sshd]\nignoreip =\n", "sshd")]
    [InlineData("[sshd]\nignoreip = %(nothing)s\n", "sshd")]
    [InlineData("[DEFAULT]\nignoreip = 127.0.0.1\n[sshd]\nenabled = 1\n", "")]
    [InlineData("[INCLUDES]\nbefore = x\n[DEFAULT]\nenabled = true\n", "")]
    public void A_jails_own_list_is_overruled_in_a_section_of_ours(string issabel, string sections)
    {
        var box = SimulatedBox.Factory();
        box[Issabel] = issabel;

        Assert.Equal(sections, string.Join(' ', Sections(box)));
    }

    [Theory]
    [InlineData("[sshd]\nignoreip = 127.0.0.1\n", "[sshd]\nenabled = true\n", "sshd")]
    // Ours stays as it is while the later file comes and goes.
    [InlineData("[sshd]\nignoreip = 127.0.0.1\n", "[sshd]\nignoreip = 10.0.9.1\n", "sshd")]
    [InlineData("[sshd]\nenabled = true\n", "[sshd]\nignoreip = 10.0.9.1\n", "")]
    [InlineData("", "[sshd]\nignoreip = 10.0.9.1\n", "")]
    public void A_file_that_is_read_after_ours_changes_nothing_in_ours(string issabel, string later, string sections)
    {
        var box = SimulatedBox.Factory();
        box[Issabel] = issabel;
        box["/etc/fail2ban/jail.d/zzz-later.local"] = later;

        Assert.Equal(sections, string.Join(' ', Sections(box)));
    }

    [Fact]
    public void The_web_interface_may_save_its_jails_as_often_as_it_likes()
    {
        var box = SimulatedBox.Converged();
        Assert.Contains("\n[asterisk]\nignoreip = 127.0.0.1/8 198.51.100.0/24 10.0.8.0/24\n", box[Fail2banSubject.Jail],
            StringComparison.Ordinal);

        box[Issabel] = box[Issabel].Replace("203.0.113.40", "203.0.113.99", StringComparison.Ordinal)
            .Replace("bantime = 43200", "bantime = 86400", StringComparison.Ordinal);
        box.ReloadFail2ban();

        Assert.Empty(box.Plan("r2").Report.Drifts);
        Assert.False(box.Plan("r2").HasWork);
    }

    [Fact]
    public void A_jail_that_the_web_interface_adds_or_removes_is_followed_and_waits_for_nobodys_confirmation()
    {
        var box = SimulatedBox.Converged();
        box[Issabel] += "\r\n[recidive]\r\nenabled = 1\r\nignoreip = 127.0.0.1";

        var added = box.Plan();

        Assert.Equal([Fail2banSubject.Jail], added.Edits.Select(e => e.Path));
        Assert.Equal([Fail2banActivations.Reload], added.Activations.Select(a => a.Activation));
        var drift = Assert.Single(added.Report.Drifts);
        Assert.Equal((Fail2banSubject.Jail, DriftOrigin.Corrective), (drift.Resource.Name, drift.Origin));
        Assert.StartsWith("jails with an ignoreip of their own were added or removed", drift.Consequence.ToString(),
            StringComparison.Ordinal);
        box.Apply(added);
        Assert.Contains("recidive", Sections(box));
        Assert.Empty(box.Plan().Report.Drifts);

        box[Issabel] = "[asterisk]\r\nenabled = 1\r\nignoreip = 127.0.0.1";
        box.Apply(box.Plan());
        Assert.Equal(["asterisk"], JailFile.Parse(Fail2banSubject.Jail, Encoding.UTF8.GetBytes(box[Fail2banSubject.Jail])).Sections);
        Assert.Empty(box.Plan().Report.Drifts);
    }

    [Fact]
    public void Another_list_in_the_desired_state_is_our_own_intention()
    {
        var box = SimulatedBox.Converged();
        box.Desired = SimulatedBox.Read(
            SimulatedBox.SampleState().Replace("10.0.8.0/24]", "10.0.8.0/24, 10.0.9.0/24]", StringComparison.Ordinal));

        Assert.All(box.Plan().Report.Drifts, d => Assert.Equal(DriftOrigin.Intentional, d.Origin));
    }

    [Fact]
    public void Nothing_is_decided_anew_while_fail2ban_could_read_nothing()
    {
        var box = SimulatedBox.Converged();
        box["/etc/fail2ban/jail.d/a.conf"] = "broken\n";
        box[Issabel] = "[asterisk]\r\nignoreip = 127.0.0.1\r\n[asterisk]\r\n";

        Assert.Empty(box.Plan().Edits);
    }

    [Fact]
    public void Our_sections_bring_no_jail_to_life_and_change_nothing_but_the_list() => Gen.Int.Sample(
        seed =>
        {
            var box = SimulatedBox.Factory();
            foreach (var (name, bytes) in new JailScribe(new Random(seed)).Write())
            {
                box["/etc/fail2ban/" + name] = Encoding.UTF8.GetString(bytes);
            }

            var view = WantedFiles.View(box.Desired, box.Observe(), "r1", box.Resolved());
            var ours = view.Wanted.Single(w => w.Path == Fail2banSubject.Jail).Bytes!.Value;
            var (without, with) = (JailLists.With(view.Seen, null), JailLists.With(view.Seen, ours));

            if (!without.IsValid)
            {
                return;
            }

            Assert.True(with.IsValid);
            Assert.Equal(without.Jails, with.Jails);
            foreach (var (jail, option) in without.Jails.SelectMany(j => without.OptionNames.Where(o => o != "ignoreip"), (j, o) => (j, o)))
            {
                Assert.Equal(without.Effective(jail, option)?.Source, with.Effective(jail, option)?.Source);
            }

            // "zz.local" is read after ours.
            Assert.All(with.Jails, j => Assert.True(
                JailLists.Holds(with.Effective(j, "ignoreip"), box.Desired.IgnoreIp!.Value)
                    || with.Raw(j, "ignoreip")?.Place.Path == "/etc/fail2ban/jail.d/zz.local"
                || with.Raw(JailTree.Default, "ignoreip")!.Place.Path == "/etc/fail2ban/jail.d/zz.local"));
        },
        iter: 500);

    private static EquatableArray<string> Sections(SimulatedBox box) => JailFile.Parse(
        Fail2banSubject.Jail,
            WantedFiles.View(box.Desired, box.Observe(), "r1", box.Resolved()).Wanted.Single(
                w => w.Path == Fail2banSubject.Jail).Bytes!.Value).Sections;
}
