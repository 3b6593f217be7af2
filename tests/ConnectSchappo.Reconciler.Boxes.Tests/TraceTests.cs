using System.Text.Json;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using ConnectSchappo.Reconciler.Boxes.Tests.Live;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>The command trace on real boxes: it shows what it is for, tells no secret, and leaves nothing behind.</summary>
public class TraceTests
{
    // Written as a shell reads it: a process that looks for itself finds itself.
    private const string Left = "ls -d /run/reconciler-trace 2>/dev/null; pgrep -a -f '[r]asterisk|[r]econciler-trace /run' || true";

    [Theory]
    [InlineData(16)]
    [InlineData(22)]
    public async Task A_person_sees_calls_and_no_secret_and_nothing_is_left(int series)
    {
        await using var box = await LabBox.Up(series == LabImage.Asterisk22.Series ? LabImage.Asterisk22 : LabImage.Issabel4, "trace");
        await box.Exits(0, "apply", "--yes");
        var born = await box.Born();

        var sip = Trace(box, "sip", "8s");
        await sip.Begun();
        await using (await box.Softphone("250", "Schappo-250-lab", 8089))
        await using (await DeskPhone.Call(box, "100", "lab-100", box.DeskPort))
        {
            var shown = await sip.Ended(0);
            foreach (var line in (string[])
                ["REGISTER 250 -> 250", "REGISTER 100 -> 100", "INVITE 100 -> *43", "401 Unauthorized", "200 OK"])
            {
                Assert.Contains(line, shown, StringComparison.Ordinal);
            }

            var kept = await File.ReadAllTextAsync(sip.File);
            Assert.Contains("Authorization: Digest username=\"250\"", kept, StringComparison.Ordinal);
            Assert.DoesNotMatch("(response|nonce) *= *\"?[0-9a-f]", kept + shown);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(sip.File));
            Assert.Equal("", await box.Sh(Left));

            var rtp = Trace(box, "rtp", "4s");
            Assert.Matches(@":\d+ +-> +matriz +\d+ ", await rtp.Ended(0));
            var cut = Trace(box, "rtp", "1h", "--megabytes", "1", "--output", "json", "--extension", "251");
            await cut.Begun();
            await box.Sh("yes 'Got  RTP packet from    192.0.2.1:9 (type 00, seq 000001, ts 1, len 1)' "
                + "| head -c 2000000 >>\"$(ls -d /run/reconciler-trace/*/out)\"");
            Assert.Equal("size", JsonDocument.Parse((await cut.Ended(0)).Split('\n')[0]).RootElement.GetProperty("reason").GetString());
        }

        // Somebody's own stays on; ours is off though nobody is left who could end it.
        await box.Asterisk("pjsip set logger on");
        Assert.True(await IsOn(box));
        Assert.True(await IsOn(box)); // the first trace has left it on
        await box.Asterisk("pjsip set logger off");
        var killed = Trace(box, "sip", "1h");
        await killed.Begun();
        killed.Kill();
        await Until(async () => (await box.Sh(Left)).Length == 0, TimeSpan.FromSeconds(40));
        Assert.False(await IsOn(box));

        var guardless = Trace(box, "sip", "1h");
        await guardless.Begun();
        await box.Sh("kill -KILL $(cut -d: -f1 /run/reconciler-trace/*/guard)");
        Assert.Contains("somebody ended the trace on the box", await guardless.Ended(4), StringComparison.Ordinal);
        Assert.False(await IsOn(box));

        Assert.Equal(born, await box.Born());
        var restarted = Trace(box, "log", "1h");
        await restarted.Begun();
        await box.Asterisk("core restart now");
        Assert.Contains("Asterisk stopped or was restarted", await restarted.Ended(4), StringComparison.Ordinal);
        Assert.Equal("", await box.Sh(Left));
        // One that still boots may miss the signal that ends it.
        await box.Sh("until asterisk -rx 'core waitfullybooted' | grep -q 'fully booted'; do sleep 0.2; done; systemctl stop asterisk");
        Assert.Contains("Asterisk is stopped", await Trace(box, "log", "1s").Ended(4), StringComparison.Ordinal);
    }

    // A trace tells what it finds on, and leaves it so.
    private static async Task<bool> IsOn(LabBox box) =>
        (await Trace(box, "sip", "1s").Ended(0)).Contains("somebody has PJSIP's logger on", StringComparison.Ordinal);

    private static async Task Until(Func<Task<bool>> holds, TimeSpan limit)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < limit, "not in time");
            await Task.Delay(500, TestContext.Current.CancellationToken);
        }
    }

    private static RunningTrace Trace(LabBox box, string what, string duration, params string[] more)
    {
        var file = Path.Combine(box.Folder, $"{Guid.NewGuid():N}.log");
        string[] words =
        [
            Repository.Program, "trace", "matriz", what, "--for", duration, "--file", file, "--desired-state", box.DesiredStatePath,
            "--ssh-key", box.KeyPath, "--known-hosts", box.KnownHostsPath, .. more,
        ];
        return new(Command.Start(Repository.Runner, words), file);
    }

    private sealed class RunningTrace
    {
        private readonly System.Diagnostics.Process process;
        private readonly Task<string> output;
        private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Task<string> errors;

        public RunningTrace(System.Diagnostics.Process process, string file)
        {
            (this.process, File) = (process, file);
            output = process.StandardOutput.ReadToEndAsync();
            errors = Errors();
        }

        public string File { get; }

        public Task Begun() => begun.Task.WaitAsync(TimeSpan.FromSeconds(30));

        public void Kill() => process.Kill();

        public async Task<string> Ended(int exitCode)
        {
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
            var all = await output + await errors;
            Assert.True(process.ExitCode == exitCode, all);
            return all;
        }

        private async Task<string> Errors()
        {
            var all = "";
            while (await process.StandardError.ReadLineAsync() is { } line)
            {
                all += line + "\n";
                if (line.Contains(": tracing ", StringComparison.Ordinal))
                {
                    begun.TrySetResult();
                }
            }

            begun.TrySetException(new InvalidOperationException(all));
            return all;
        }
    }
}
