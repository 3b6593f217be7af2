using System.Diagnostics;
using System.Text;
using ConnectSchappo.Reconciler.Ssh;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Ssh;

public sealed class RootShellTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Shells => LocalShell.Shells;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Task<ShellReply> Run(RootShell shell, string script, byte[]? input = null) =>
        shell.Run(script, input ?? [], Long, Cancellation);

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_script_that_exits_fails_or_is_no_shell_ends_nothing_but_itself(string name)
    {
        await using var shell = await LocalShell.Open(name);

        Assert.Equal(3, (await Run(shell, "exit 3")).ExitCode);
        Assert.NotEqual(0, (await Run(shell, "if then")).ExitCode);
        Assert.Equal(127, (await Run(shell, "no_such_command")).ExitCode);
        Assert.Equal(137, (await Run(shell, "kill -9 $$")).ExitCode);
        Assert.Equal("still here", (await Run(shell, "printf 'still here'")).Text);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Output_and_diagnostics_come_apart_and_byte_for_byte(string name)
    {
        await using var shell = await LocalShell.Open(name);

        var reply = await Run(shell, "printf 'a\\000\\377\\n\\n'; echo wrong >&2; printf b");

        Assert.Equal("a\0\u00ff\n\nb", Encoding.Latin1.GetString(reply.Output.Span));
        Assert.Equal("wrong\n", reply.Errors);
        Assert.Equal("", (await Run(shell, "true")).Text);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Text_of_a_script_is_taken_as_it_is(string name)
    {
        await using var shell = await LocalShell.Open(name);
        const string Odd = "ã € \u0081\u0088 \\n $HOME `x` \"q\" 'q' %s";

        var reply = await Run(shell, $"cat <<'END'\n{Odd}\n\n  indented\nEND\n");

        Assert.Equal($"{Odd}\n\n  indented\n", reply.Text);
        Assert.Equal(
            "192.0.2.1 1 192.0.2.2 22 / 0077", (await Run(shell, "printf '%s %s %s' \"$SSH_CONNECTION\" \"$PWD\" \"$(umask)\"")).Text);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Input_is_any_bytes_and_what_is_not_read_disturbs_nothing(string name)
    {
        await using var shell = await LocalShell.Open(name);
        foreach (var length in (int[])[1, 4096, 65537, 3_000_000])
        {
            Assert.Equal(Noise(length), (await Run(shell, "cat", Noise(length))).Output.ToArray());
            Assert.Equal(5, (await Run(shell, "exit 5", Noise(length))).ExitCode);
            Assert.Equal("1\n", (await Run(shell, "head -c 1 | wc -c", Noise(length))).Text);
        }

        Assert.Equal("0\n", (await Run(shell, "wc -c")).Text);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Neither_script_nor_input_stands_on_a_command_line(string name)
    {
        await using var shell = await LocalShell.Open(name);

        var reply = await Run(
            shell,
            "x=unguess; x=${x}able; tr '\\0' ' ' </proc/$$/cmdline; tr '\\0' ' ' </proc/$PPID/cmdline; env | grep -c RECONCILER_SCRIPT",
            "hidden"u8.ToArray());

        Assert.DoesNotContain("unguess", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", reply.Text, StringComparison.Ordinal);
        Assert.EndsWith("0\n", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_script_out_of_time_is_ended_with_all_that_it_started_and_the_shell_goes_on(string name)
    {
        var abandoned = false;
        await using var shell = await LocalShell.Open(name, () => abandoned = true);
        var started = Stopwatch.GetTimestamp();

        var failure = await Assert.ThrowsAsync<SshFailure>(
            () => shell.Run("trap '' TERM; sleep 54321", default, TimeSpan.FromSeconds(2), Cancellation));

        Assert.Equal(SshFailureKind.Deadline, failure.Kind);
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 1, 2);
        Assert.False(abandoned);
        Assert.Equal("0\n", (await Run(shell, "grep -l 5432[1] /proc/[0-9]*/cmdline 2>/dev/null | wc -l")).Text);
    }

    [Fact]
    public async Task Scripts_in_parallel_take_turns()
    {
        await using var shell = await LocalShell.Open("dash");

        var replies = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Run(shell, $"echo {i}")));

        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i}\n"), replies.Select(reply => reply.Text));
    }

    [Fact]
    public async Task A_caller_who_gives_up_in_the_middle_gets_his_own_cancellation_and_the_shell_is_done()
    {
        var abandoned = false;
        await using var shell = await LocalShell.Open("dash", () => abandoned = true);
        using var caller = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        var cancelled = await Assert.ThrowsAsync<OperationCanceledException>(() => shell.Run("sleep 5", default, Long, caller.Token));

        Assert.Equal(caller.Token, cancelled.CancellationToken);
        Assert.False(abandoned);
        Assert.Equal(SshFailureKind.ConnectionLost, (await Assert.ThrowsAsync<SshFailure>(() => Run(shell, "echo"))).Kind);
    }

    [Fact]
    public async Task A_caller_who_gives_up_while_he_waits_disturbs_nobody()
    {
        await using var shell = await LocalShell.Open("dash");
        using var caller = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var first = Run(shell, "sleep 1; echo first");

        await Assert.ThrowsAsync<OperationCanceledException>(() => shell.Run("echo second", default, Long, caller.Token));

        Assert.Equal("first\n", (await first).Text);
        Assert.Equal("third\n", (await Run(shell, "echo third")).Text);
    }

    [Theory]
    [InlineData("head -c 70000000 /dev/zero", "The box sent more than 67108864 bytes on the standard output,")]
    [InlineData("head -c 2000000 /dev/zero >&2", "The box sent more than 1048576 bytes on the standard error,")]
    [InlineData("cat /dev/zero >&2", "The box sent more than 1048576 bytes on the standard error,")]
    [InlineData("cat /dev/zero & exec cat /dev/zero >&2", "The box sent more than ")]
    public async Task Too_much_is_a_failure_by_name_and_not_our_memory(string script, string told)
    {
        var hungUp = 0;
        await using var shell = await LocalShell.Open("dash", () => hungUp++);

        var failure = await Assert.ThrowsAsync<SshFailure>(() => Run(shell, script));

        Assert.Equal(SshFailureKind.OutputTooLarge, failure.Kind);
        Assert.StartsWith(told, failure.Message, StringComparison.Ordinal);
        Assert.NotEqual(0, hungUp);
        Assert.Equal(failure.Message, (await Assert.ThrowsAsync<SshFailure>(() => Run(shell, "echo"))).Message);
    }

    [Theory]
    [InlineData(RootShellProgram.LongestScript + 1, 'x')]
    [InlineData(10, '\0')]
    public async Task A_script_that_no_shell_could_take_is_refused(int length, char letter)
    {
        await using var shell = await LocalShell.Open("dash");

        await Assert.ThrowsAsync<ArgumentException>(() => Run(shell, new string(letter, length)));
        Assert.Equal(0, (await Run(shell, ":" + new string(' ', RootShellProgram.LongestScript - 1))).ExitCode);
    }

    [Fact]
    public async Task Where_sudo_says_no_its_words_and_the_way_out_are_told()
    {
        var limits = new StreamLimits(() => { });
        var command = LocalCommand.Start(limits, "sh", "-c", "read -r mark; echo 'sudo: a password is required' >&2; exit 1");
        using var deadline = Deadline.In(TimeSpan.FromSeconds(10), TimeProvider.System, Cancellation);

        var failure = await Assert.ThrowsAsync<SshFailure>(() => RootShell.Open(command, "someone", TimeProvider.System, limits, deadline));

        Assert.Equal(SshFailureKind.SudoRefused, failure.Kind);
        Assert.Contains("sudo: a password is required", failure.Message, StringComparison.Ordinal);
        Assert.Contains("someone ALL=(root) NOPASSWD: /bin/sh, /usr/bin/sh", failure.Message, StringComparison.Ordinal);
    }
}
