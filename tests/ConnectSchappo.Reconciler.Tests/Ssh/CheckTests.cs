using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Ssh;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Ssh;

/// <summary>The hash of what stat tells of files: another one after every kind of change, and the same otherwise.</summary>
public sealed class CheckTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private readonly string folder = Directory.CreateTempSubdirectory("check-").FullName;

    public static TheoryData<string> Shells => LocalShell.Shells;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private EquatableArray<string> Paths => [folder, $"{folder}/a", $"{folder}/link", $"{folder}/none", $"{folder}/it's a name"];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task It_changes_with_every_change_of_a_file_and_with_nothing_else(string name)
    {
        await using var shell = await LocalShell.Open(name);
        Task<string> Check() => shell.Check(Paths, Long, Cancellation);
        Task<ShellReply> Run(string script) => shell.Run($"cd {folder}; {script}", default, Long, Cancellation);
        await Run("echo 1 >a; echo 2 >b; ln -s b link");

        var last = await Check();
        foreach (var change in (string[])
        [
            "echo 3 >a", "cp -p a c; sleep 0.02; echo 4 >a; touch -r c a", "chmod 600 a", "echo 5 >b", "ln -sf c link", "mv c a", "rm a",
            "echo 6 >none", "echo 7 >\"it's a name\"", "mkdir new", "setfacl -m u:1:r none || chmod 640 none", "rm b",
        ])
        {
            await Run("sleep 0.02"); // the times of files advance by up to 10 ms
            Assert.Equal(0, (await Run(change)).ExitCode);
            var now = await Check();
            Assert.True(last != now, $"nothing was seen of: {change}");
            last = now;
            await Run("cat none a >/dev/null 2>&1; ls -l; stat none");
            Assert.Equal(last, await Check());
        }
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Scripts_go_on_between_checks_and_other_paths_can_be_watched(string name)
    {
        await using var shell = await LocalShell.Open(name);
        await File.WriteAllTextAsync($"{folder}/a", "1", Cancellation);

        var one = await shell.Check([$"{folder}/a"], Long, Cancellation);
        Assert.Equal("out", (await shell.Run("printf out; printf err >&2", default, Long, Cancellation)).Text);
        Assert.Equal(one, await shell.Check([$"{folder}/a"], Long, Cancellation));
        Assert.NotEqual(one, await shell.Check([folder], Long, Cancellation));
        Assert.Equal("", (await shell.Run("true", default, Long, Cancellation)).Errors);
        Assert.Equal(one, await shell.Check([$"{folder}/a"], Long, Cancellation));
        Assert.NotEqual(one, await shell.Check([.. Enumerable.Range(0, 500).Select(n => $"{folder}/{n}")], Long, Cancellation));
    }
}
