using System.Diagnostics;
using System.Text.Json;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Live;

/// <summary>A softphone over WSS: SIP.js in a real browser, which counts the sound behind DTLS and SRTP. See tests/softphone.</summary>
internal sealed class BrowserPhone : IPhone
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(60);
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "softphone");

    private readonly Process node;
    private readonly Task<string> errors;

    private BrowserPhone(string user, Process node)
    {
        Name = user;
        this.node = node;
        errors = node.StandardError.ReadToEndAsync();
    }

    public string Name { get; }

    public bool IsUp { get; private set; }

    /// <summary>Why this host cannot run one; null where it can.</summary>
    public static string? Missing =>
        !File.Exists("/usr/bin/chromium") ? "chromium is missing: apt-get install chromium"
        : !Exists("node") || !Exists("npm") ? "Node.js is missing: the browser is driven with version 20 or later"
        : null;

    /// <summary>Registers and calls; comes back when the box has answered.</summary>
    public static async Task<BrowserPhone> Call(LabBox box, string user, string password, string number = "*43")
    {
        // npm writes this file last, so that an installation that was broken off is made again.
        if (!File.Exists(Path.Combine(Folder, "node_modules/.package-lock.json")))
        {
            var npm = await Command.Run(
                TimeSpan.FromMinutes(3), "npm", "--prefix", Folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund",
                "--loglevel=error");
            Assert.True(npm.ExitCode == 0, npm.All);
        }

        var phone = new BrowserPhone(user, Command.Open(
            "node", Path.Combine(Folder, "softphone.mjs"), "/usr/bin/chromium", $"wss://{box.Address}:8089/ws", user, box.Address));
        try
        {
            await phone.Ask(password);
            await phone.Ask($"call {number}");
            phone.IsUp = true;
            return phone;
        }
        catch
        {
            await phone.DisposeAsync();
            throw;
        }
    }

    public async Task<SoundAccount> Account()
    {
        var said = await Ask("account");
        IsUp = said.GetProperty("call").GetString() == "Established";
        Assert.True(said.GetProperty("sockets").GetInt32() == 1, "the WebSocket was lost and opened anew");
        return said.Deserialize<SoundAccount>(JsonSerializerOptions.Web)!;
    }

    public async Task Ended()
    {
        for (var begun = Stopwatch.StartNew(); IsUp && begun.Elapsed < AnswerTime; await Task.Delay(100))
        {
            await Account();
        }

        Assert.False(IsUp);
    }

    public async ValueTask DisposeAsync()
    {
        node.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await node.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        node.Kill(entireProcessTree: true);
        node.Dispose();
    }

    private async Task<JsonElement> Ask(string line)
    {
        await node.StandardInput.WriteLineAsync(line);
        await node.StandardInput.FlushAsync();
        using var limit = new CancellationTokenSource(AnswerTime);
        var said = await node.StandardOutput.ReadLineAsync(limit.Token);
        if (said is null)
        {
            Assert.Fail($"the browser has ended\n{await errors}");
        }

        return JsonDocument.Parse(said!).RootElement;
    }

    private static bool Exists(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
