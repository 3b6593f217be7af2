using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Probes;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Lab;

/// <summary>
/// A real box of the lab: booted at first use, thrown away at the end, with a folder for what a user would have beside it.
/// </summary>
public sealed class LabBox : IAsyncDisposable
{
    private static readonly TimeSpan BootTime = TimeSpan.FromMinutes(10);

    private LabBox(LabImage image, string name, string address, string folder)
    {
        Series = image.Series;
        Name = name;
        Address = address;
        Folder = folder;
    }

    /// <summary>The first number of its version of Asterisk.</summary>
    public int Series { get; }

    /// <summary>Where it listens over UDP for the desk phones 100 to 120: PJSIP has another port than chan_sip.</summary>
    public int DeskPort => Series < 21 ? 5060 : 5066;

    public string Name { get; }

    public string Address { get; }

    /// <summary>Another address by which softphones reach it.</summary>
    public string? Reached { get; set; }

    /// <summary>Holds the desired state, the known hosts and the secrets.</summary>
    public string Folder { get; }

    public string DesiredStatePath => Path.Combine(Folder, "desired-state.yaml");

    /// <summary>Where the program takes the desired state from; the file where nothing else is said.</summary>
    public string? DesiredState { get; set; }

    public string KnownHostsPath => Path.Combine(Folder, "known_hosts");

    public string SecretsPath => Path.Combine(Folder, "secrets");

    public string KeyPath { get; set; } = "";

    internal static string LabCommand => Path.Combine(Repository.Root, "tests", "lab", "box");

    /// <summary>What the names of all boxes of this run begin with, so that two runs on one host do not meet.</summary>
    public static string Prefix { get; } = Environment.GetEnvironmentVariable("LAB_PREFIX") is { Length: > 0 } given ? given : "t-";

    /// <summary>Boots a box as Issabel ships it; skips the test, with the reason, where this host cannot.</summary>
    public static Task<LabBox> Up(string shortName, params string[] variants) => Up(LabImage.Usual, shortName, variants);

    /// <summary>The same of another image than the usual one.</summary>
    public static async Task<LabBox> Up(LabImage image, string shortName, params string[] variants)
    {
        var name = Prefix + shortName;
        var check = await Command.Run(TimeSpan.FromSeconds(30), LabCommand, "check");
        Assert.SkipWhen(check.ExitCode == 69, check.All.Trim());
        var up = await Command.Run(BootTime, LabCommand, ["up", name, "--image", image.Name, .. variants]);
        Assert.True(up.ExitCode == 0, up.All);
        var folder = Directory.CreateTempSubdirectory("reconciler-box-").FullName;
        var box = new LabBox(image, name, (await Lab("address", name)).Trim(), folder) { KeyPath = (await Lab("key")).Trim() };
        await File.WriteAllTextAsync(box.KnownHostsPath, await Lab("known-hosts", name));
        Directory.CreateDirectory(box.SecretsPath);
        await box.WriteSecret("softphone-250", "Schappo-250-lab");
        await box.WriteSecret("softphone-251", "Schappo-251-lab");
        box.WriteState(s => s);
        return box;
    }

    /// <summary>Writes the repository's sample with this box's address and version, changed as the test needs it.</summary>
    public void WriteState(Func<string, string> change) => File.WriteAllText(
        DesiredStatePath,
        change(OfSeries(File.ReadAllText(Path.Combine(Repository.Root, "desired-state.yaml"))
            .Replace("198.51.100.10", Address, StringComparison.Ordinal))));

    /// <summary>A desired state of Asterisk 16 as it is for this box's version: 21 and later have no chan_sip.</summary>
    public string OfSeries(string state)
    {
        var of = Regex.Replace(
            state, "^asterisk: 16\\b", string.Create(CultureInfo.InvariantCulture, $"asterisk: {Series}"), RegexOptions.Multiline);
        return Series < 21 ? of : Regex.Replace(of, "^sip:.*\n(?: .*\n)*", "", RegexOptions.Multiline);
    }

    /// <summary>Has the desired state of this box speak of another one too, which is to be as this one is.</summary>
    public async Task AlsoOf(LabBox other, string name)
    {
        var state = await File.ReadAllTextAsync(DesiredStatePath);
        Assert.Contains("\nboxes:\n", state, StringComparison.Ordinal);
        var boxes = $"\nboxes:\n  {name}: {{address: {other.Address}, user: reconciler}}\n";
        await File.WriteAllTextAsync(DesiredStatePath, state.Replace("\nboxes:\n", boxes, StringComparison.Ordinal));
        await File.AppendAllTextAsync(KnownHostsPath, await File.ReadAllTextAsync(other.KnownHostsPath));
    }

    public Task WriteSecret(string name, string value) => File.WriteAllTextAsync(Path.Combine(SecretsPath, name), value + "\n");

    /// <summary>Runs a shell script inside the box, as root, and fails the test where it fails.</summary>
    public async Task<string> Sh(string script)
    {
        var result = await TrySh(script);
        Assert.True(result.ExitCode == 0, $"{script}\n{result.All}");
        return result.Output;
    }

    public Task<CommandResult> TrySh(string script) => Command.Run(TimeSpan.FromSeconds(60), LabCommand, "exec", Name, "sh", "-c", script);

    /// <summary>The same by bash.</summary>
    public async Task<string> Bash(string script)
    {
        var result = await Command.Run(TimeSpan.FromSeconds(60), LabCommand, "exec", Name, "bash", "-c", script);
        Assert.True(result.ExitCode == 0, $"{script}\n{result.All}");
        return result.Output;
    }

    /// <summary>Lets the two boxes reach each other.</summary>
    public async Task LinkTo(LabBox other)
    {
        var link = await Command.Run(TimeSpan.FromSeconds(60), LabCommand, "link", Name, other.Name);
        Assert.True(link.ExitCode == 0, link.All);
    }

    /// <summary>Where a file of the box is on this host.</summary>
    public string PathOf(string path) => Path.Combine(
        Environment.GetEnvironmentVariable("LAB_ROOT") is { Length: > 0 } root ? root : "/var/lib/pbx-lab",
        "up", Name, "root", path.TrimStart('/'));

    /// <summary>Pulls the plug, or gives power back.</summary>
    public Task Power(bool off) => Lab(off ? "off" : "on", Name);

    public Task<string> Asterisk(string command) => Sh($"asterisk -rx '{command}'");

    /// <summary>Runs the program as a user would, from outside.</summary>
    public Task<CommandResult> Reconciler(string command, params string[] more) =>
        Command.Run(TimeSpan.FromMinutes(3), Repository.Runner, [Repository.Program, command, .. Options, .. more]);

    /// <summary>The same, and fails the test where the program ends with another exit code.</summary>
    /// <returns>All that it printed.</returns>
    public async Task<string> Exits(int exitCode, string command, params string[] more)
    {
        var run = await Reconciler(command, more);
        Assert.True(run.ExitCode == exitCode, $"{command}: {run.All}");
        return run.All;
    }

    /// <summary>Starts the program and leaves it running.</summary>
    /// <param name="clock">
    /// A file that says by how many seconds its wall clock is off, read anew each time; null for the right time.
    /// </param>
    public System.Diagnostics.Process StartReconciler(string? clock, string command, params string[] more)
    {
        string[] arguments = [Repository.Program, command, .. Options, .. more];
        return clock is null
            ? Command.Start(Repository.Runner, arguments)
            : Command.Start(
                "env",
                [$"LD_PRELOAD={WallClock.Library.Value}", $"WALL_CLOCK_OFFSET_FILE={clock}", Repository.Runner, .. arguments]);
    }

    /// <summary>Starts the daemon, looking every second.</summary>
    public Daemon StartDaemon(params string[] more) =>
        new(Command.Start(
            Repository.Runner,
            [Repository.Program, "run", .. Options, "--interval", "1", .. more.Length == 0 ? ["--metrics-port", "0"] : more]));

    private string[] Options =>
        [
            "--desired-state", DesiredState ?? DesiredStatePath,
            "--ssh-key", KeyPath, "--known-hosts", KnownHostsPath, "--secrets", SecretsPath,
        ];

    /// <summary>Registers a softphone from this host, over the network, as a browser would.</summary>
    /// <returns>The final SIP status.</returns>
    public async Task<int?> Register(string user, string password, string path = "/ws", int port = 8089)
    {
        var probe = new WebSocketProbe(
            cancellation => Connect(port, cancellation), _ => Task.FromResult(path), new Random(250), TimeProvider.System);
        var result = await probe.Register(user, new Secret(password), 60, TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        return result.SipStatus;
    }

    /// <summary>The same, and stays registered and connected.</summary>
    internal async Task<SipPhone> Softphone(string user, string password, int port)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var phone = await SipPhone.Secure(await Connect(port, cancellation), "localhost", cancellation);
        await phone.Upgrade("/ws", "localhost", cancellation);
        var response = await phone.Register(
            new Registration(user, new SipTokens(new Random(port))), new Secret(password), 60, cancellation);
        Assert.Equal(200, response.Status);
        return phone;
    }

    /// <summary>When Asterisk was started: the same text as long as it was not restarted.</summary>
    public async Task<string> Born() => (await Sh("stat -c '%i %y' /run/asterisk/asterisk.pid")).Trim();

    /// <summary>Every file of Asterisk's and fail2ban's configuration, links followed: inode, size, date, rights, owner, content.</summary>
    public async Task<string> Files() => await Sh(
        "cd /etc && find -L asterisk fail2ban -type f -print0 | sort -z "
        + "| xargs -0 sh -c 'stat -L -c \"%n %i %s %y %a %U:%G\" \"$@\"; sha256sum \"$@\"' sh");

    /// <summary>The power fails; the disk stays.</summary>
    public Task PullPlug() => Lab("off", Name);

    /// <summary>The power is back, and the box boots from its disk.</summary>
    public Task PowerOn() => Lab("on", Name);

    public async ValueTask DisposeAsync()
    {
        var down = await Command.Run(TimeSpan.FromMinutes(1), LabCommand, "down", Name);
        Directory.Delete(Folder, recursive: true);
        Assert.True(down.ExitCode == 0, down.All);
    }

    private async Task<Stream> Connect(int port, CancellationToken cancellation)
    {
        var client = new TcpClient();
        await client.ConnectAsync(Reached ?? Address, port, cancellation);
        return client.GetStream();
    }

    private static async Task<string> Lab(params string[] arguments)
    {
        var result = await Command.Run(TimeSpan.FromMinutes(2), LabCommand, arguments);
        Assert.True(result.ExitCode == 0, result.All);
        return result.Output;
    }
}
