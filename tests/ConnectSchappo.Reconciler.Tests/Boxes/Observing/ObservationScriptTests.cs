using System.Text;
using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Boxes.Observing;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;
using ConnectSchappo.Reconciler.Core.Observations.Texts;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Shell;
using ConnectSchappo.Reconciler.Ssh;
using ConnectSchappo.Reconciler.Tests.Ssh;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Boxes.Observing;

/// <summary>The scripts of a look in every shell that a box may have as its sh, with stand-ins for what a box has.</summary>
public sealed class ObservationScriptTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("look-").FullName;

    public static TheoryData<string> Shells => LocalShell.Shells;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Files_come_byte_for_byte_and_only_once(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        await File.WriteAllBytesAsync(At("a b'c.conf"), [0, 255, 10, 13], Cancellation);
        await File.WriteAllTextAsync(At("b.conf"), "one", Cancellation);

        var first = ObservationText.Parse(await Look(root, null), null);
        await File.WriteAllTextAsync(At("b.conf"), "two!", Cancellation);
        var text = await Look(root, first);
        var second = ObservationText.Parse(text, first);

        Assert.Equal([0, 255, 10, 13], first.Files[At("a b'c.conf")].Content.ToArray());
        Assert.Equal([0, 255, 10, 13], second.Files[At("a b'c.conf")].Content.ToArray());
        Assert.Equal("two!", Encoding.UTF8.GetString(second.Files[At("b.conf")].Content.Span));
        Assert.Single(text.Split('\n'), l => l.StartsWith("@content ", StringComparison.Ordinal));
        Assert.Equal(Fact.Known("192.0.2.1"), first.OurAddress);
        Assert.NotNull(first.Files[At("b.conf")].Modified);
        Assert.Equal(1, first.Files[At("b.conf")].Links);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_file_that_cannot_be_read_blinds_only_itself(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        await Run(root, $"mkfifo {At("fifo.conf")}; mkdir {At("folder.conf")}; ln -s /dev/zero {At("zero.conf")}; ln -s loop.conf {At("loop.conf")}; ln -s nowhere {At("dangling.conf")}; "
            + $"truncate -s {ObservationScript.MostOfOne + 1} {At("large.conf")}; for n in 1 2 3; do truncate -s {ObservationScript.MostOfOne - 1024} {At("many.conf")}$n; done; printf seen >{At("seen.conf")}\n", []);
        await Run(root, $"for n in 1 2 3; do mv {At("many.conf")}$n {At("many")}$n.conf; done\n", []);

        var look = ObservationText.Parse(await Look(root, null), null);

        Assert.Equal(
            [("fifo.conf", UnseenReason.Special), ("folder.conf", UnseenReason.Folder), ("large.conf", UnseenReason.Large), ("many3.conf", UnseenReason.TooMuch), ("zero.conf", UnseenReason.Special)],
            look.Unseen.Select(u => (Path.GetFileName(u.Key), u.Value)).Order());
        Assert.Equal([At("many1.conf"), At("many2.conf")], look.Files.Keys.Where(p => p.Contains("many", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task An_error_of_the_disk_is_told_of_the_file_that_has_it(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        await File.WriteAllTextAsync(At("torn.conf"), "four", Cancellation);
        await File.WriteAllTextAsync(At("whole.conf"), "four", Cancellation);
        var (stat, head) = (await Run(root, "command -v stat", []), await Run(root, "command -v head", []));
        await Stub("stat", $"""{stat.Trim()} "$@"; code=$?; case $* in *whole*) echo "stat: cannot statx '{At("gone.conf")}': Input/output error" >&2 ;; esac; exit $code""");
        await Stub("head", $"""case $* in *torn*) printf fo; exit 1 ;; esac; exec {head.Trim()} "$@" """);

        var look = ObservationText.Parse(await Look(root, null), null);

        Assert.Equal([At("gone.conf"), At("torn.conf")], look.Unseen.Keys.Order(StringComparer.Ordinal));
        Assert.All(look.Unseen.Values, reason => Assert.Equal(UnseenReason.Unreadable, reason));
        Assert.Equal([At("whole.conf")], look.Files.Keys);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_key_that_does_not_serve_is_told_by_its_kind_and_never_waited_for(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        using var rsa = System.Security.Cryptography.RSA.Create(2048);
        var locked = rsa.ExportEncryptedPkcs8PrivateKeyPem("passphrase", new(System.Security.Cryptography.PbeEncryptionAlgorithm.Aes256Cbc, System.Security.Cryptography.HashAlgorithmName.SHA256, 1000));
        await File.WriteAllTextAsync(At("c.pem"), TestCertificates.One.Certificate, Cancellation);
        await File.WriteAllTextAsync(At("locked.pem"), locked, Cancellation);
        await File.WriteAllTextAsync(At("broken.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", Cancellation);
        await Run(root, $"mkfifo {At("fifo.pem")}\n", []);

        async Task<ObservationText> Of(string certificate, string key) => ObservationText.Parse(await Look(root, null, At(certificate), At(key)), null);

        Assert.Equal(Fact.Known(KeyFit.None), (await Of("c.pem", "c.pem")).Key);
        Assert.Equal(Fact.Known(KeyFit.Locked), (await Of("c.pem", "locked.pem")).Key);
        Assert.Equal(Fact.Known(KeyFit.Broken), (await Of("c.pem", "broken.pem")).Key);
        Assert.Equal(Fact.Known(KeyFit.Missing), (await Of("c.pem", "no.pem")).Key);
        Assert.Equal(Fact.Known(KeyFit.Special), (await Of("c.pem", "fifo.pem")).Key);
        Assert.Contains("FIFO", (await Of("fifo.pem", "c.pem")).CertificateOnDisk.Missing?.ToString(), StringComparison.Ordinal);
        Assert.Contains("no such file", (await Of("no.pem", "c.pem")).CertificateOnDisk.Missing?.ToString(), StringComparison.Ordinal);
    }

    // A renewal that was cut: the certificate has no end, and the key follows it.
    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_key_behind_a_certificate_without_its_end_stays_where_it_is(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        await File.WriteAllTextAsync(At("c.pem"), TestCertificates.One.Certificate.Split("-----END", 2)[0] + TestCertificates.One.Key, Cancellation);

        var text = await Look(root, null, At("c.pem"));

        Assert.DoesNotContain("PRIVATE", Encoding.ASCII.GetString(Convert.FromBase64String(text.Split("@certificate ")[1].Split('\n')[0])), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Who_listens_on_a_port_is_told_with_its_process(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var end = (System.Net.IPEndPoint)listener.LocalEndpoint;

        var holder = Assert.Single(PortText.Parse(await Run(root, PortScript.Text([end.Port]), [])));

        Assert.Equal((end, Environment.ProcessId, false), (holder.Bound, holder.Process, holder.IsAsterisk));
    }

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
    public async Task A_look_that_is_ended_in_its_time_says_what_it_waited_for(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        await File.WriteAllTextAsync(At("a.conf"), "x", Cancellation);
        await Stub("base64", "sleep 60");

        var late = await Assert.ThrowsAsync<SshFailure>(() => root.Run(
            $"PATH={At("bin")}:$PATH\n{ObservationScript.Text([At("*.conf")], null, null)}", default, TimeSpan.FromSeconds(3), Cancellation));

        Assert.EndsWith("the time allowed for it: it waited for the files.", late.Message, StringComparison.Ordinal);
        Assert.Equal("ok", (await root.Run("printf ok", default, TimeSpan.FromSeconds(5), Cancellation)).Text);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_key_is_held_against_its_certificate_and_stays_where_it_is(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        await File.WriteAllTextAsync(At("c.pem"), TestCertificates.One.Certificate, Cancellation);
        await File.WriteAllTextAsync(At("k.pem"), TestCertificates.One.Key, Cancellation);

        var first = await Look(root, null, At("c.pem"), At("k.pem"));
        var look = ObservationText.Parse(first, null);
        Assert.Equal(Fact.Known(KeyFit.Fits), look.Key);
        Assert.True(look.CertificateOnDisk.TryGet(out _));
        Assert.DoesNotContain(Encoding.ASCII.GetString(Convert.FromBase64String(first.Split("@certificate ")[1].Split('\n')[0])), "PRIVATE", StringComparison.Ordinal);

        Assert.DoesNotContain("@key", await Look(root, look, At("c.pem"), At("k.pem")), StringComparison.Ordinal);

        await File.WriteAllTextAsync(At("k.pem"), TestCertificates.Other.Key, Cancellation);
        Assert.Equal(Fact.Known(KeyFit.Other), ObservationText.Parse(await Look(root, look, At("c.pem"), At("k.pem")), look).Key);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Where_fail2ban_is_a_program_of_another_kind_its_client_is_asked(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        await Stub("fail2ban-client", """
            case $* in
              status) printf 'Status\n|- Number of jail:\t1\n`- Jail list:\tasterisk\n' ;;
              -i) cat >/dev/null; printf 'fail2ban> These IP addresses/networks are ignored:\n`- 127.0.0.0/8\nfail2ban> Status for the jail: asterisk\n   `- Banned IP list:\t192.0.2.7\n' ;;
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
    public async Task A_question_that_a_reload_refuses_is_asked_again(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        await Stub("fail2ban-client", $$"""
            case $1 in
              ping) ;;
              status) [ -e {{At("asked")}} ] || { : >{{At("asked")}}; exit 255; }
                printf 'Status\n`- Jail list:\tasterisk\n' ;;
              -i) cat >/dev/null; printf 'fail2ban> These IP addresses/networks are ignored:\n`- 127.0.0.0/8\nfail2ban> Status for the jail: asterisk\n   `- Banned IP list:\t\n' ;;
            esac
            """);

        Assert.True(ObservationText.Parse(await Look(root, null), null).Jails.TryGet(out var jails));
        Assert.Equal(["asterisk"], jails.Keys);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Asterisks_command_line_is_asked_one_question_after_the_other(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        await Stub("asterisk", """case $2 in 'core show channels count') echo '2 active channels' ;; *) echo "Unable to find object x." ;; esac""");

        var memory = MemoryQuestions.Read(Box(), new CliAnswers(await Run(root, CliMemoryScript.Text(Box()), [])));

        Assert.Equal(Fact.Known(2), memory.Channels);
        Assert.True(memory.Of(PjsipType.Transport).TryGet(out var transports));
        Assert.Empty(transports);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Asterisks_life_is_told_without_waiting_for_one_that_hangs(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        async Task<AsteriskLife> Life(string asterisk)
        {
            await Stub("asterisk", asterisk);
            return LifeScript.Read(new ScriptReply(ScriptExit.Done, await Run(root, LifeScript.Text, []), ""));
        }

        Assert.Equal(AsteriskLife.Running, await Life("echo Asterisk has fully booted."));
        Assert.Equal(AsteriskLife.Stopped, await Life("echo 'Unable to connect to remote asterisk' >&2; exit 1"));
        Assert.Equal(AsteriskLife.Booting, await Life("case $2 in 'core show version') echo Asterisk 16 ;; *) exit 1 ;; esac"));
        Assert.Equal(AsteriskLife.Hung, await Life("exit 1"));
    }

    /// <summary>A script that reads is one of these; each of them is shown on a real box to change nothing.</summary>
    [Fact]
    public void The_scripts_of_a_look_are_a_closed_list() => Assert.Equal(
        ["AmiAccountScript", "CliMemoryScript", "Fail2banScript", "LifeScript", "ObservationScript", "PortScript", "TransportScript"],
        typeof(ObservationScript).Assembly.GetTypes()
            .Where(t => t.Namespace?.StartsWith("ConnectSchappo.Reconciler.Boxes", StringComparison.Ordinal) == true && t.Name.EndsWith("Script", StringComparison.Ordinal))
            .Select(t => t.Name).Order(StringComparer.Ordinal));

    private static DesiredBox Box() => new()
    {
        Name = "b",
        Catalogue = AsteriskCatalogue.Of(16),
        Address = "b",
        User = "r",
        Sections = [new DesiredPjsip { Objects = [new PjsipObject(PjsipType.Transport, "x", [], new SourceLocation("d", 1, 1))] }],
    };

    private string At(string file) => Path.Combine(folder, file);

    private async Task Stub(string program, string body, string first = "#!/bin/sh")
    {
        Directory.CreateDirectory(At("bin"));
        await File.WriteAllTextAsync(At($"bin/{program}"), $"{first}\n{body}\n", Cancellation);
        File.SetUnixFileMode(At($"bin/{program}"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private Task<string> Look(RootShell root, ObservationText? before, string? certificate = null, string? key = null) =>
        Run(root, ObservationScript.Text([At("*.conf"), "/no/such.conf"], certificate, key), ObservationText.Known(before));

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task The_certificates_of_transports_are_told_with_what_is_wrong_with_them(string shell)
    {
        await using var root = await LocalShell.Open(shell);
        await File.WriteAllTextAsync(At("t.crt"), TestCertificates.One.Certificate, Cancellation);
        await File.WriteAllTextAsync(At("t.key"), TestCertificates.One.Key, Cancellation);
        await File.WriteAllTextAsync(At("other.key"), TestCertificates.Other.Key, Cancellation);
        await File.WriteAllTextAsync(At("both.pem"), TestCertificates.One.Certificate + "\n" + TestCertificates.One.Key, Cancellation);
        await File.WriteAllTextAsync(At("locked.key"), TestCertificates.Locked, Cancellation);
        await Stub("pgrep", "exit 1"); // no Asterisk, whose account could read what lies here
        TransportQuestion Asked(string name, string certificate, string key, bool password = false) => new(name, At(certificate), At(key), null, password);

        var look = ObservationText.Parse(
            await Run(root, ObservationScript.Text([], null, null,
            [
                Asked("good", "t.crt", "t.key"), Asked("both", "both.pem", "both.pem"), Asked("other", "t.crt", "other.key"), Asked("locked", "t.crt", "locked.key"),
                Asked("known", "t.crt", "locked.key", password: true), Asked("missing", "none.crt", "t.key"), Asked("half", "t.crt", "t.crt"),
            ]), ObservationText.Known(null)),
            null).Transports;

        Assert.All((string[])["good", "both"], n => Assert.Equal(Fact.Known(true), look[n].KeyMatches));
        Assert.All(look.Where(l => l.Key != "missing"), l => Assert.True(l.Value.OnDisk.TryGet(out _)));
        Assert.Equal(Fact.Known(false), look["other"].KeyMatches);
        Assert.Equal([(At("locked.key"), "locked")], look["locked"].Faults);
        Assert.Empty(look["known"].Faults);
        Assert.Equal([(At("none.crt"), "missing")], look["missing"].Faults);
        Assert.Equal([(At("t.crt"), "empty")], look["half"].Faults);
        Assert.All(look.Values, l => Assert.NotNull(l.Served.Missing));
    }

    private async Task<string> Run(RootShell root, string script, byte[] input)
    {
        var reply = await root.Run($"PATH={At("bin")}:$PATH\n{script}", input, TimeSpan.FromSeconds(60), Cancellation);
        Assert.Equal((0, ""), (reply.ExitCode, reply.Errors));
        return reply.Text;
    }
}
