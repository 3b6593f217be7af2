using ConnectSchappo.Reconciler.Boxes;
using ConnectSchappo.Reconciler.Boxes.Observing;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Shell;
using ConnectSchappo.Reconciler.Tests.Ssh;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Boxes.Observing;

public sealed class LifeScriptTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("life-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_hung_Asterisk_whose_client_does_not_heed_SIGTERM_either_is_told_as_hung()
    {
        var asterisk = Path.Combine(folder, "asterisk");
        await File.WriteAllTextAsync(asterisk, "#!/bin/sh\ntrap '' TERM\nwhile :; do sleep 0.2; done\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(asterisk, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await using var root = await LocalShell.Open("dash");

        var reply = await root.Run($"PATH={folder}:$PATH\n{LifeScript.Text}", default, TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.Equal(AsteriskLife.Hung, LifeScript.Read(new ScriptReply((ScriptExit)reply.ExitCode, reply.Text, "")));
    }
}
