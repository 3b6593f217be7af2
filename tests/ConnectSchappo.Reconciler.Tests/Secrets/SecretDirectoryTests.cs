using ConnectSchappo.Reconciler.Secrets;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Secrets;

public sealed class SecretDirectoryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("secrets-").FullName;

    [Theory]
    [InlineData("hush", "hush")]
    [InlineData("hush\n", "hush")]
    [InlineData("hush\r\n", "hush")]
    [InlineData(" hush ; with \" all ", " hush ; with \" all ")]
    public void A_secret_is_a_file_without_its_line_end(string content, string value)
    {
        File.WriteAllText(Path.Combine(folder, "s"), content);

        Assert.Equal(value, new SecretDirectory(folder).Resolve(["s"])["s"].Reveal());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("two\nlines\n")]
    [InlineData("nul\0")]
    public void What_is_no_single_line_is_refused_without_telling_it(string content)
    {
        File.WriteAllText(Path.Combine(folder, "s"), content);

        var failure = Assert.Throws<SecretFailure>(() => new SecretDirectory(folder).Resolve(["s"]));
        Assert.Contains("The secret s ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("two", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("absent")]
    [InlineData("../etc/passwd")]
    [InlineData("..")]
    public void What_is_no_file_there_is_refused(string name) =>
        Assert.Throws<SecretFailure>(() => new SecretDirectory(folder).Resolve([name]));

    [Fact]
    public void Without_a_directory_the_way_out_is_told() =>
        Assert.Contains("--secrets DIR", Assert.Throws<SecretFailure>(() => new SecretDirectory(null).Resolve(["s"])).Message, StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
