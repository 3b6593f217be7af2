using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Rtp;
using ConnectSchappo.Reconciler.Core.Subjects.Services;
using ConnectSchappo.Reconciler.Tests.Ssh;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Applying;

/// <summary>Activations in every shell that a box may have, on programs that do what those of a box may do.</summary>
public sealed class ActivationTests : TransactionScene
{
    private const string Client = """
        case $1 in
          -t) echo '2026-11-24 10:00:00 ERROR   No section: [asterisk]'; echo 'ERROR: test configuration failed'; exit 255 ;;
          *) exit 1 ;;
        esac
        """;

    // A reload ends all jails, which it does not live to tell; what is asked while they end has no answer.
    private const string Tripping = """
        log="$(dirname "$0")/../asked"
        case $1 in
          reload) [ $# -gt 1 ] || exit 124 ;;
          ping) [ "$(grep -cx ping "$log")" -gt 2 ] || exit 255 ;;
        esac
        """;

    // Said by its command line once it no longer turns back.
    private const string Ending = "Command '$*' cannot be run during shutdown";

    private static readonly Case[] Cases =
    [
        new(PjsipActivations.Reload, "a.so b.so", [], StepResult.Done, "done"),
        new(HttpActivations.Reload, "", [("asterisk", "echo 'No such module'; exit 1")], StepResult.Failed, "No such module (exit code 1)"),
        new(ChanSipActivations.Reload, "", [("asterisk", "exit 124")], StepResult.Failed,
            "timed out: Asterisk did not answer; it is not restarted automatically"),
        new(RtpActivations.Reload, "", [("asterisk", "exit 139")], StepResult.Failed, "no output (exit code 139)"),
        new(AsteriskActivations.Start, "", [("systemctl", "")], StepResult.Done, "done"),
        new(AsteriskActivations.Start, "", [("systemctl", "echo 'No unit' >&2; exit 5")], StepResult.Failed, "No unit (exit code 5)"),
        new(
            AsteriskActivations.Restart,
            "",
            [],
            StepResult.Pending,
            "cancelled, because a call is up. No call was dropped, and it waits again"),
        new(AsteriskActivations.Restart, "", [("asterisk", "exit 1")], StepResult.Failed,
            "not done, because Asterisk does not report how many channels are up"),
        new(AsteriskActivations.Restart, "", RestartThat("echo '1 active channel'", born: "1"), StepResult.Pending,
            "cancelled, because a call is up. No call was dropped, and it waits again"),
        new(AsteriskActivations.Restart, "", RestartThat($"echo \"{Ending}\"", born: "$((asked > 4 ? 2 : 1))"), StepResult.Done, "done"),
        new(AsteriskActivations.Restart, "now", [], StepResult.Done, "done"),
        new(Fail2banActivations.Reload, "asterisk", [("fail2ban-client", "")], StepResult.Done, "done"),
        new(Fail2banActivations.Reload, "", [("fail2ban-client", Client)], StepResult.Failed,
            "fail2ban cannot read its configuration: No section: [asterisk] (exit code 255)"),
        new(Fail2banActivations.Unban, "192.0.2.7", [("fail2ban-client", "exit 137")], StepResult.Failed,
            "timed out: fail2ban did not answer"),
        new(Fail2banActivations.Start, "", [("systemctl", "[ $1 = start ]"), ("fail2ban-client", Client)], StepResult.Failed,
            "fail2ban does not keep running: No section: [asterisk]"),
    ];

    public static TheoryData<int, string> Runs => [.. Cases.SelectMany((_, at) => LocalShell.Shells.Select(shell => (at, shell.Data)))];

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task What_came_of_an_activation_is_reported(int at, string shell)
    {
        var given = Cases[at];
        Write("a", "old a");
        await Begin(PlanOf(Change("a", "old a", "new a")), shell: shell);
        Array.ForEach(given.Stubs, s => Stub(s.Program, s.Body));

        var step = await Activate(given.Activation, given.Arguments, shell);

        Assert.Equal((given.Activation, given.Result, given.Text), (step.Activation, step.Result, step.Text.ToString()));
        Assert.Equal(given.Result == StepResult.Done, step.IsPlain);
        Assert.Equal(
            given.Activation == AsteriskActivations.Restart ? ["activated", "restarted"] : ["activated"],
            Names("state/journal/pjsip").Where(n => n is "activated" or "restarted"));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Each_command_is_given_with_its_words(string shell)
    {
        Write("a", "old a");
        await Begin(PlanOf(Change("a", "old a", "new a")), shell: shell);
        Stub("fail2ban-client", "");

        await Activate(PjsipActivations.Reload, "a.so b.so", shell);
        await Activate(Fail2banActivations.Reload, "asterisk sshd", shell);
        await Activate(Fail2banActivations.Unban, "192.0.2.7 2001:db8::7", shell);

        Assert.Equal(
            [
                "-rx module reload a.so", "-rx module reload b.so",
                "-t", "reload", "reload --restart asterisk", "reload --restart sshd",
                "unban 192.0.2.7 2001:db8::7",
            ],
            Asked());
    }

    // fail2ban 1.1 then has no jails, or only some, and the next reload can fail too.
    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Where_a_reload_fails_all_jails_begin_anew_once_fail2ban_answers_again(string shell)
    {
        Write("a", "old a");
        await Begin(PlanOf(Change("a", "old a", "new a")), shell: shell);
        Stub("fail2ban-client", Tripping);

        var step = await Activate(Fail2banActivations.Reload, "asterisk", shell);

        Assert.Equal((StepResult.Done, "done"), (step.Result, step.Text.ToString()));
        Assert.Equal(["-t", "reload", "ping", "ping", "ping", "reload --restart", "reload --restart asterisk"], Asked());
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_reload_that_fails_again_is_told_as_what_it_is(string shell)
    {
        Write("a", "old a");
        await Begin(PlanOf(Change("a", "old a", "new a")), shell: shell);
        Stub("fail2ban-client", "case $1 in reload) echo \"NOK: ('no journal',)\" >&2; exit 255 ;; esac");

        var step = await Activate(Fail2banActivations.Reload, "", shell);

        Assert.Equal((StepResult.Failed, "NOK: ('no journal',) (exit code 255)"), (step.Result, step.Text.ToString()));
        Assert.Equal(["-t", "reload", "ping", "reload --restart"], Asked());
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Whoever_has_lost_the_lock_gives_no_command(string shell)
    {
        Write("a", "old a");
        await Begin(PlanOf(Change("a", "old a", "new a")), shell: shell);
        await File.WriteAllTextAsync(Path.Combine(State, "holder"), "7 t9 another-boot 0 - somebody else\n", Cancellation);

        var step = await Activate(HttpActivations.Reload, "", shell);

        Assert.Equal("not done: somebody else took the lock, in transaction t9", step.Text.ToString());
        Assert.Empty(Asked());
    }

    /// <summary>A box without a call, asked to restart.</summary>
    /// <param name="answer">What its Asterisk does from then on when it is asked for its channels.</param>
    /// <param name="born">What tells one process of Asterisk from the next, by how often it was `asked`.</param>
    private static (string Program, string Body)[] RestartThat(string answer, string born) =>
        [
            ("asterisk", $"""
                case $2 in
                  *booted) echo 'Asterisk has fully booted.' ;;
                  *count) if grep -q gracefully "$(dirname "$0")/../asked"; then {answer}; else echo '0 active channels'; fi ;;
                esac
                """),
            ("stat", $"""
                case $* in
                  *asterisk.pid) asked=$(grep -c -- -rx "$(dirname "$0")/../asked"); echo "{born}" ;;
                  *) exec /usr/bin/stat "$@" ;;
                esac
                """),
        ];

    private async Task<Step.Activated> Activate(Activation activation, string arguments, string shell)
    {
        string[] words = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var step = new PlannedActivation(activation, $"", $"", [.. words], null) { Serves = [PjsipSubject.Instance] };
        var policy = Policy.Default with { RestartWhen = arguments == "now" ? RestartWhen.Now : RestartWhen.Idle };
        return Transaction.Activated(activation, await Run(ActivationScripts.Fenced(Head, step, policy), shell: shell));
    }

    /// <param name="Stubs">Programs of the box.</param>
    /// <param name="Text">What a person reads.</param>
    private sealed record Case(
        Activation Activation, string Arguments, (string Program, string Body)[] Stubs, StepResult Result, string Text);
}
