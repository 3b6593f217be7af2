using System.Net;
using System.Net.Sockets;
using ConnectSchappo.Reconciler.Sources;
using ConnectSchappo.Reconciler.Sources.Git;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Sources;

public sealed class GitOverSshTests : IDisposable
{
    private readonly TestFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_repository_is_read_with_the_right_key_from_the_right_host_and_else_refused()
    {
        // A path that ssh and the shell would both take apart.
        var key = await Key("the 100% 'right' key");
        var wrongKey = await Key("wrong");
        await using var server = await LocalSshServer.Start(folder, await File.ReadAllTextAsync(key + ".pub", Cancellation));
        var upstream = await Upstream.Make(folder);
        var commit = await upstream.Commit("good\n");
        var url = $"ssh://{LocalSshServer.User}@127.0.0.1:{server.Port}{upstream.Path}#main";
        var known = folder.Write("known hosts", server.HostKey);
        Assert.Equal(commit, (await Open(url, key, known).Read(Cancellation)).Id);

        var other = string.Join(' ', (await File.ReadAllTextAsync(wrongKey + ".pub", Cancellation)).Split(' ')[..2]);
        await Unavailable(
            "Host key verification failed", Open(url, key, folder.Write("other host", $"[127.0.0.1]:{server.Port} {other}\n")));
        await Unavailable("Host key verification failed", Open(url, key, folder.Write("no host", "")));
        await Unavailable("Permission denied", Open(url, wrongKey, known));
        await Unavailable(
            "Cannot read the newest commit", Open(url.Replace("/upstream", "/missing", StringComparison.Ordinal), key, known));
    }

    [Fact]
    public async Task A_remote_that_hangs_is_left_at_the_deadline_with_all_that_was_started()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        foreach (var url in new[] { $"ssh://nobody@127.0.0.1:{port}/boxes.git", $"https://127.0.0.1:{port}/boxes.git" })
        {
            var begun = TimeProvider.System.GetTimestamp();
            await Unavailable("timed out after 1.5 s", Open(url, null, folder.Write("known", ""), TimeSpan.FromSeconds(1.5)));
            Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.FromSeconds(1.4), TimeSpan.FromSeconds(6));
            await AllEnd(port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task A_stop_ends_what_is_under_way()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var reading = Open($"ssh://nobody@127.0.0.1:{port}/boxes.git", null, folder.Write("known", "")).Read(stop.Token);
        using var ssh = await listener.AcceptTcpClientAsync(Cancellation);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        await AllEnd(port.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    // Killed is not gone yet: the system takes a child's child away in its own time, and nobody here can wait for that one.
    private static async Task AllEnd(string word)
    {
        for (var tries = 0; tries < 100 && ProcessesWith(word).Count > 0; tries++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), Cancellation);
        }

        Assert.Empty(ProcessesWith(word));
    }

    private static List<string> ProcessesWith(string word) =>
    [
        .. Directory.EnumerateDirectories("/proc").Where(d => char.IsAsciiDigit(Path.GetFileName(d)[0])).Select(CommandLine)
            .Where(l => l.Contains("127.0.0.1", StringComparison.Ordinal) && l.Contains(word, StringComparison.Ordinal)),
    ];

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            // It has just ended.
            return "";
        }
    }

    private async Task<string> Key(string name)
    {
        await Programs.Run(folder.Path, "ssh-keygen", null, null, "-q", "-t", "ed25519", "-N", "", "-f", folder[name]);
        return folder[name];
    }

    private GitSource Open(string url, string? key, string known, TimeSpan? ask = null)
    {
        var deadlines = ask is { } allowed ? new GitDeadlines { Ask = allowed } : new GitDeadlines();
        return new(
            GitAddress.Parse(url)!,
            new GitAccess { Cache = folder["cache"], Key = key, KnownHosts = known, Deadlines = deadlines },
            TimeProvider.System);
    }

    private static async Task Unavailable(string words, GitSource source)
    {
        var failure = await Assert.ThrowsAsync<SourceFailure>(() => source.Read(Cancellation));
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Equal(SourceFailureKind.Unavailable, failure.Kind);
    }
}
