using ConnectSchappo.Reconciler.Boxes.Observing;
using ConnectSchappo.Reconciler.Core.Observations.Texts;
using ConnectSchappo.Reconciler.Ssh;
using ConnectSchappo.Reconciler.Tests.Ssh;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Boxes.Observing;

/// <summary>The scripts of a look in any shell that a box may have as its sh, with stand-ins for what a box has.</summary>
public abstract class ObservationScene : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("look-").FullName;

    public static TheoryData<string> Shells => LocalShell.Shells;

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
        return default;
    }

    private protected string At(string file) => Path.Combine(folder, file);

    private protected async Task Stub(string program, string body, string first = "#!/bin/sh")
    {
        Directory.CreateDirectory(At("bin"));
        await File.WriteAllTextAsync(At($"bin/{program}"), $"{first}\n{body}\n", Cancellation);
        File.SetUnixFileMode(At($"bin/{program}"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private protected Task<string> Look(RootShell root, ObservationText? before, string? certificate = null, string? key = null) =>
        Run(root, ObservationScript.Text([At("*.conf"), "/no/such.conf"], certificate, key), ObservationText.Known(before));

    private protected async Task<string> Run(RootShell root, string script, byte[] input)
    {
        var reply = await root.Run($"PATH={At("bin")}:$PATH\n{script}", input, TimeSpan.FromSeconds(60), Cancellation);
        Assert.Equal((0, ""), (reply.ExitCode, reply.Errors));
        return reply.Text;
    }
}
