using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Secrets;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Secrets;

/// <summary>Secrets of a box become files that only their owner reads, and no file that is there is changed.</summary>
public sealed class SecretFilesTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"secrets-{Guid.NewGuid():N}");

    private static readonly Dictionary<string, Secret> Two = new(StringComparer.Ordinal)
    {
        ["a"] = new("hush-a"),
        ["b"] = new("hush-b"),
    };

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task They_are_found_again_by_whoever_reads_secrets()
    {
        Assert.Null(await SecretFiles.Write(folder, Two, TestContext.Current.CancellationToken));

        var found = await new SecretStore([new SecretDirectory(folder)], TimeProvider.System)
            .Resolve(Two.Keys, TestContext.Current.CancellationToken);
        Assert.Equal(Two, found.Values);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        Assert.All(
            Directory.GetFiles(folder), f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(f)));
    }

    [Theory]
    [InlineData("hush-b")]
    [InlineData("hush-b\n")]
    [InlineData("hush-b\r\n")]
    public async Task A_file_with_the_same_secret_stays(string text)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "b"), text, TestContext.Current.CancellationToken);

        Assert.Null(await SecretFiles.Write(folder, Two, TestContext.Current.CancellationToken));

        Assert.Equal(text, await File.ReadAllTextAsync(Path.Combine(folder, "b"), TestContext.Current.CancellationToken));
        Assert.Equal(2, Directory.GetFiles(folder).Length);
    }

    [Fact]
    public async Task A_file_with_another_secret_stays_and_nothing_is_written()
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "b"), "other\n", TestContext.Current.CancellationToken);

        var problem = await SecretFiles.Write(folder, Two, TestContext.Current.CancellationToken);

        Assert.NotNull(problem);
        Assert.DoesNotContain("hush", problem.ToString(), StringComparison.Ordinal);
        Assert.Equal([Path.Combine(folder, "b")], Directory.GetFiles(folder));
        Assert.Equal("other\n", await File.ReadAllTextAsync(Path.Combine(folder, "b"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_directory_that_cannot_be_made_is_an_error_with_its_path()
    {
        await File.WriteAllTextAsync(folder, "", TestContext.Current.CancellationToken);
        try
        {
            var error = await Assert.ThrowsAsync<IOException>(
                () => SecretFiles.Write(folder, Two, TestContext.Current.CancellationToken));

            Assert.Contains(folder, error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(folder);
        }
    }
}
