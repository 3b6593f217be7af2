using System.Text;
using ConnectSchappo.Reconciler.Cli;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Cli;

/// <summary>A desired state's file gets another text as a whole, or stays what it was.</summary>
public sealed class StateFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("reconciler-state-").FullName;

    private string Path => System.IO.Path.Combine(folder, "state.yaml");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData("\ufeff")]
    public async Task The_byte_order_mark_and_the_mode_stay(string mark)
    {
        await File.WriteAllBytesAsync(Path, Encoding.UTF8.GetBytes($"{mark}a: é\r\n"), TestContext.Current.CancellationToken);
        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        Assert.True(await Replace("a: é\r\n", "a: ü\r\n"));

        Assert.Equal(Encoding.UTF8.GetBytes($"{mark}a: ü\r\n"), await File.ReadAllBytesAsync(Path, TestContext.Current.CancellationToken));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead, File.GetUnixFileMode(Path));
        Assert.Single(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task A_link_leads_where_it_led()
    {
        var real = System.IO.Path.Combine(folder, "real.yaml");
        await File.WriteAllTextAsync(real, "a: 1\n", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Path, "real.yaml");

        Assert.True(await Replace("a: 1\n", "a: 2\n"));

        Assert.Equal("real.yaml", new FileInfo(Path).LinkTarget);
        Assert.Equal("a: 2\n", await File.ReadAllTextAsync(real, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_changed_meanwhile_is_left_as_it_is()
    {
        await File.WriteAllTextAsync(Path, "a: 1\n", TestContext.Current.CancellationToken);
        var file = await StateFile.Read(Path, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path, "a: 3\n", TestContext.Current.CancellationToken);

        Assert.False(await file.Replace("a: 1\n", "a: 2\n", TestContext.Current.CancellationToken));

        Assert.Equal("a: 3\n", await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken));
        Assert.Single(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task The_work_tree_of_Git_around_it_is_found()
    {
        await File.WriteAllTextAsync(Path, "a: 1\n", TestContext.Current.CancellationToken);
        var file = await StateFile.Read(Path, TestContext.Current.CancellationToken);

        Assert.Null(file.Repository);
        Directory.CreateDirectory(System.IO.Path.Combine(folder, ".git"));
        Assert.Equal(folder, file.Repository);
    }

    private async Task<bool> Replace(string before, string after) =>
        await (await StateFile.Read(Path, TestContext.Current.CancellationToken))
            .Replace(before, after, TestContext.Current.CancellationToken);
}
