using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Texts;
using ConnectSchappo.Reconciler.Tests.Ssh;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Boxes.Observing;

/// <summary>What a look asks fail2ban, by its library or by its client, whatever state it is in.</summary>
public sealed class Fail2banScriptTests : ObservationScene
{
    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_fail2ban_that_hangs_is_asked_beside_all_else_and_given_less_time_then(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        await Stub("python", "sleep \"$3\"; exit 124");
        await Stub("fail2ban-client", "exit 1", $"#!{At("bin/python")}");
        await File.WriteAllTextAsync(At("a.conf"), "seen", Cancellation);

        var begun = TimeProvider.System.GetTimestamp();
        var first = ObservationText.Parse(await Look(root, null), null);
        var took = TimeProvider.System.GetElapsedTime(begun);
        begun = TimeProvider.System.GetTimestamp();
        var second = ObservationText.Parse(await Look(root, first), first);

        Assert.Equal((Fail2banLife.Hung, Fail2banLife.Hung), (first.Fail2ban, second.Fail2ban));
        Assert.Single(second.Files);
        Assert.InRange(took, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8));
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3.5));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Where_fail2ban_is_a_program_of_another_kind_its_client_is_asked(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        await Stub("fail2ban-client", """
            case $* in
              status) printf 'Status\n|- Number of jail:\t1\n`- Jail list:\tasterisk\n' ;;
              -i) cat >/dev/null; printf 'fail2ban> These IP addresses/networks are ignored:\n`- 127.0.0.0/8\n'
                printf 'fail2ban> Status for the jail: asterisk\n   `- Banned IP list:\t192.0.2.7\n' ;;
            esac
            """);
        await Stub("iptables", "printf '%s\n' '-A INPUT -j f2b-asterisk' '-A f2b-asterisk -s 192.0.2.7/32 -j REJECT'");

        var look = ObservationText.Parse(await Look(root, null), null);

        Assert.True(look.Jails.TryGet(out var jails));
        Assert.Equal(new JailMemory("asterisk", ["127.0.0.0/8"], ["192.0.2.7"]), jails["asterisk"]);
        Assert.True(look.Kernel.TryGet(out var firewall));
        Assert.True(firewall.Rejects("asterisk", [], "192.0.2.7"));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_fail2ban_that_does_not_answer_is_stopped(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        await Stub("fail2ban-client", "exit 255");

        Assert.Equal(Fail2banLife.Stopped, ObservationText.Parse(await Look(root, null), null).Fail2ban);
    }

    // As in the moment of a reload: it runs, and does not know its jails.
    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_fail2ban_that_runs_and_refuses_a_question_is_not_stopped(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        await Stub("fail2ban-client", "case $1 in ping) echo 'Server replied: pong' ;; *) exit 255 ;; esac");

        var look = ObservationText.Parse(await Look(root, null), null);

        Assert.Equal(Fail2banLife.Running, look.Fail2ban);
        Assert.Contains("reloading", look.Jails.Missing?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_fail2ban_without_a_jail_is_asked_again_before_it_is_believed(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        const string none = @"printf 'Status\n`- Jail list:\t\n'";
        await Stub("fail2ban-client", none);

        Assert.True(ObservationText.Parse(await Look(root, null), null).Jails.TryGet(out var never));
        Assert.Empty(never);

        await Stub("fail2ban-client", $$"""
            case $1 in
              status) [ -e {{At("asked")}} ] || { : >{{At("asked")}}; {{none}}; exit; }
                printf 'Status\n`- Jail list:\tasterisk\n' ;;
              -i) cat >/dev/null; printf 'fail2ban> These IP addresses/networks are ignored:\n`- 127.0.0.0/8\n'
                printf 'fail2ban> Status for the jail: asterisk\n   `- Banned IP list:\t\n' ;;
            esac
            """);
        Assert.True(ObservationText.Parse(await Look(root, null), null).Jails.TryGet(out var then));
        Assert.Equal(["asterisk"], then.Keys);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_question_that_a_reload_refuses_is_asked_again(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        await Stub("fail2ban-client", $$"""
            case $1 in
              ping) ;;
              status) [ -e {{At("asked")}} ] || { : >{{At("asked")}}; exit 255; }
                printf 'Status\n`- Jail list:\tasterisk\n' ;;
              -i) cat >/dev/null; printf 'fail2ban> These IP addresses/networks are ignored:\n`- 127.0.0.0/8\n'
                printf 'fail2ban> Status for the jail: asterisk\n   `- Banned IP list:\t\n' ;;
            esac
            """);

        Assert.True(ObservationText.Parse(await Look(root, null), null).Jails.TryGet(out var jails));
        Assert.Equal(["asterisk"], jails.Keys);
    }
}
