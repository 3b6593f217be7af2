using ConnectSchappo.Reconciler.Secrets;
using ConnectSchappo.Reconciler.Tests.Sources;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Secrets;

public sealed class SecretStoreTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("secrets-").FullName;

    [Theory]
    [InlineData("hush", "hush")]
    [InlineData("hush\n", "hush")]
    [InlineData("hush\r\n", "hush")]
    [InlineData(" hush ; with \" all ", " hush ; with \" all ")]
    public async Task A_secret_is_a_file_without_its_line_end(string content, string value)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "s"), content);

        Assert.Equal(value, (await Resolve(new SecretDirectory(folder))).Values["s"].Reveal());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("two\nlines\n")]
    [InlineData("nul\0")]
    public async Task What_is_no_single_line_is_refused_without_quoting_it(string content)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "s"), content);

        var missing = (await Resolve(new SecretDirectory(folder))).Missing["s"];
        Assert.StartsWith("The secret s must be one line", missing, StringComparison.Ordinal);
        Assert.DoesNotContain("two", missing, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../etc/passwd")]
    [InlineData("..")]
    [InlineData("-rf")]
    public async Task What_is_no_name_is_refused(string name) =>
        Assert.Contains("is not a name", (await Resolve(new SecretDirectory(folder), name)).Missing[name], StringComparison.Ordinal);

    [Fact]
    public void A_directory_has_another_sign_once_a_secret_in_it_is_another_one()
    {
        var place = Directory.CreateTempSubdirectory("signs-").FullName;
        try
        {
            var source = new SecretDirectory(place);
            File.CreateSymbolicLink(Path.Combine(place, "nowhere"), "/nonexistent"); // hides no change of the others
            var signs = new List<string> { source.Sign() };
            foreach (var (name, text) in new[] { ("a", "1"), ("a", "22"), ("b", "1") })
            {
                File.WriteAllText(Path.Combine(place, name), text);
                signs.Add(source.Sign());
            }

            File.Delete(Path.Combine(place, "a"));
            signs.Add(source.Sign());

            Assert.Equal(signs.Distinct(StringComparer.Ordinal), signs);
            Assert.Equal(signs[^1], source.Sign());
        }
        finally
        {
            Directory.Delete(place, recursive: true);
        }
    }

    [Fact]
    public async Task A_missing_one_says_where_to_put_it_and_keeps_no_other_from_being_found()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "there"), "hush");
        var store = new SecretStore([new SecretDirectory(folder), new SecretEnvironment(_ => null)], TimeProvider.System);

        var resolved = await store.Resolve(["softphone-250", "there"], TestContext.Current.CancellationToken);

        Assert.Equal("hush", resolved.Values["there"].Reveal());
        Assert.Contains("RECONCILER_SECRET_SOFTPHONE_250", resolved.Missing["softphone-250"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_are_missing_are_one_sentence_with_a_place_that_a_person_can_write()
    {
        var credentials = new SecretDirectory("/run/credentials/reconciler.service", SecretDirectory.CredentialPrefix);
        var store = new SecretStore([credentials, new SecretEnvironment(_ => null)], TimeProvider.System);

        var missing = (await store.Resolve(["softphone-250", "softphone-251"], TestContext.Current.CancellationToken)).Missing;

        Assert.Equal(
            "Secrets softphone-250, softphone-251 are missing: create /etc/reconciler/secrets/NAME and run systemctl restart reconciler, "
            + "or set the environment variable RECONCILER_SECRET_NAME.",
            Assert.Single(missing.Values.Distinct(StringComparer.Ordinal)));
        Assert.Equal(2, missing.Count);
    }

    [Fact]
    public async Task What_may_never_end_is_not_begun()
    {
        await Programs.Run(folder, "mkfifo", null, null, "fifo");
        File.CreateSymbolicLink(Path.Combine(folder, "endless"), "/dev/zero");
        await File.WriteAllTextAsync(Path.Combine(folder, "there"), "hush", TestContext.Current.CancellationToken);

        var store = new SecretStore([new SecretDirectory(folder)], TimeProvider.System);
        var resolved = await store.Resolve(["fifo", "endless", "there"], TestContext.Current.CancellationToken);

        Assert.Equal("hush", resolved.Values["there"].Reveal());
        Assert.All(["fifo", "endless"], n => Assert.Contains("is not a regular file", resolved.Missing[n], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_far_too_large_is_read_no_further_than_a_secret_goes()
    {
        await using (var file = File.Create(Path.Combine(folder, "s")))
        {
            file.SetLength(8L << 30);
        }

        Assert.StartsWith(
            "The secret s must be one line", (await Resolve(new SecretDirectory(folder))).Missing["s"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_UTF_8_is_reported_as_that()
    {
        await File.WriteAllBytesAsync(Path.Combine(folder, "s"), [0x73, 0xe3, 0x6f], TestContext.Current.CancellationToken);

        Assert.Equal(
            $"The secret s is not UTF-8 text: make {folder}/s a UTF-8 text file that this user can read.",
            (await Resolve(new SecretDirectory(folder))).Missing["s"]);
    }

    [Fact]
    public async Task The_environment_serves_too() => Assert.Equal(
        "hush", (await Resolve(new SecretEnvironment(v => v == "RECONCILER_SECRET_S" ? "hush" : null))).Values["s"].Reveal());

    [Theory]
    [InlineData("printf 'hush-%s\\n' \"$1\"", "hush-s")]
    [InlineData("cat >/dev/null; echo hush; echo noise >&2", "hush")]
    public async Task A_program_prints_it(string script, string value) =>
        Assert.Equal(value, (await Resolve(Program(script))).Values["s"].Reveal());

    [Theory]
    [InlineData("exit 66", "Secret s is missing: make '/bin/sh ... s' print it.")]
    [InlineData("echo hush >&2; exit 1", "/bin/sh ended with exit code 1. Run /bin/sh by hand with the name s.")]
    public async Task A_program_that_fails_is_reported_without_its_output(string script, string words)
    {
        var missing = (await Resolve(Program(script))).Missing["s"];

        Assert.Contains(words, missing, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", missing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_reported()
    {
        var missing = (await Resolve(new SecretCommand("/nonexistent/program", [], TimeProvider.System))).Missing["s"];

        Assert.Contains("/nonexistent/program cannot be started", missing, StringComparison.Ordinal);
        Assert.EndsWith("Correct --secret-command.", missing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_prints_without_end_is_ended() => Assert.Contains(
        "/bin/sh printed more than 16386 bytes", (await Resolve(Program("exec cat /dev/zero"))).Missing["s"], StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static SecretCommand Program(string script) => new("/bin/sh", ["-c", script, "sh"], TimeProvider.System);

    private static Task<Core.ResolvedSecrets> Resolve(ISecretSource source, string name = "s") =>
        new SecretStore([source], TimeProvider.System).Resolve([name], TestContext.Current.CancellationToken);
}
