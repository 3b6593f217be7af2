namespace ConnectSchappo.Reconciler.Tests.Sources;

/// <summary>A repository that people commit to.</summary>
internal sealed class Upstream
{
    private static readonly Dictionary<string, string> Identity = new(StringComparer.Ordinal)
    {
        ["GIT_CONFIG_GLOBAL"] = "/dev/null",
        ["GIT_CONFIG_SYSTEM"] = "/dev/null",
        ["GIT_AUTHOR_NAME"] = "Ana",
        ["GIT_AUTHOR_EMAIL"] = "ana@example.org",
        ["GIT_COMMITTER_NAME"] = "Ana",
        ["GIT_COMMITTER_EMAIL"] = "ana@example.org",
    };

    private Upstream(string path) => Path = path;

    public string Path { get; }

    public string Url => $"file://{Path}";

    public static async Task<Upstream> Make(TestFolder folder, string format = "sha1")
    {
        var upstream = new Upstream(folder["upstream"]);
        await Programs.Run(
            folder.Path, "git", Identity, null, "init", "--quiet", "--initial-branch=main", $"--object-format={format}", upstream.Path);
        return upstream;
    }

    public Task<string> Git(params string[] arguments) => Programs.Run(Path, "git", Identity, null, arguments);

    public Task Import(string stream) =>
        Programs.Run(Path, "git", Identity, stream, "-c", "core.compression=0", "fast-import", "--quiet", "--depth=0");

    public async Task<string> Commit(string text, string path = "desired-state.yaml", params string[] more)
    {
        var file = System.IO.Path.Combine(Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, text);
        return await CommitAll(more);
    }

    public async Task<string> CommitAll(params string[] more)
    {
        await Git("add", "--all");
        await Git([.. more, "commit", "--quiet", "--allow-empty", "--message=change"]);
        return await Head();
    }

    public async Task<string> Head(string name = "HEAD") => (await Git("rev-parse", name)).Trim();
}
