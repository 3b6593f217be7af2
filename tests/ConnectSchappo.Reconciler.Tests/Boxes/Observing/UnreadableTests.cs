using System.Diagnostics;
using System.Globalization;
using ConnectSchappo.Reconciler.Boxes.Observing;
using ConnectSchappo.Reconciler.Core.Observations.Texts;
using ConnectSchappo.Reconciler.Tests.Ssh;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Boxes.Observing;

/// <summary>What Asterisk's account may read, asked with what a box has for that.</summary>
public sealed class UnreadableTests : IDisposable
{
    private const string Nobody = "65534";

    private readonly string folder = Directory.CreateTempSubdirectory("rights-").FullName;

    public static TheoryData<string, string> Means
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var shell in LocalShell.Shells)
            {
                all.Add(shell.Data, "");
                all.Add(shell.Data, "setpriv");
                all.Add(shell.Data, "setpriv chroot");
            }

            return all;
        }
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Means))]
    public async Task Is_told_by_what_is_there_and_unknown_where_nothing_is(string shell, string missing)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root may take another account's place");
        await using var root = await LocalShell.Open(shell);
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        await File.WriteAllTextAsync(At("open.conf"), "x", Cancellation);
        await File.WriteAllTextAsync(At("closed.conf"), "x", Cancellation);
        File.SetUnixFileMode(At("closed.conf"), UnixFileMode.UserRead);
        using var asterisk = Process.Start("setpriv", ["--reuid", Nobody, "--regid", Nobody, "--clear-groups", "sleep", "60"]);
        await Tools(missing.Split(' '), asterisk.Id);

        var reply = await root.Run(
            $"PATH={At("bin")}\n{ObservationScript.Text([At("*.conf")], null, null)}", default, TimeSpan.FromSeconds(30), Cancellation);
        asterisk.Kill();
        var look = ObservationText.Parse(reply.Output.Span, null);

        Assert.Equal(2, look.Files.Count);
        Assert.Equal(missing.Contains("chroot", StringComparison.Ordinal), look.Unreadable.Missing is not null);
        Assert.Equal(
            look.Unreadable.Missing is null ? [At("closed.conf")] : [], look.Unreadable.TryGet(out var unreadable) ? unreadable : []);
    }

    private string At(string file) => Path.Combine(folder, file);

    // All that this machine has, but for these.
    private async Task Tools(string[] missing, int asterisk)
    {
        Directory.CreateDirectory(At("bin"));
        foreach (
            var program in ((string[])["/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin"]).Where(Directory.Exists).SelectMany(
                Directory.EnumerateFiles))
        {
            if (Path.GetFileName(program) is var name && name != "pgrep" && !missing.Contains(name) && !File.Exists(At($"bin/{name}")))
            {
                File.CreateSymbolicLink(At($"bin/{name}"), program);
            }
        }

        await File.WriteAllTextAsync(
            At("bin/pgrep"), string.Create(CultureInfo.InvariantCulture, $"#!/bin/sh\necho {asterisk}\n"), Cancellation);
        File.SetUnixFileMode(At("bin/pgrep"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }
}
