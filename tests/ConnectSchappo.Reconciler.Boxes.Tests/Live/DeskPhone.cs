using System.Diagnostics;
using System.Globalization;
using System.Net;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Live;

/// <summary>A desk phone over UDP: sipp registers and calls, the sound is ours.</summary>
internal sealed class DeskPhone : IPhone
{
    private static readonly TimeSpan CallTime = TimeSpan.FromSeconds(20);

    private readonly Process sipp;
    private readonly Task<string> output;
    private readonly Sound sound;
    private readonly string log;

    private DeskPhone(string user, Process sipp, Sound sound, string log)
    {
        Name = user;
        this.sipp = sipp;
        this.sound = sound;
        this.log = log;
        output = sipp.StandardOutput.ReadToEndAsync();
    }

    public string Name { get; }

    public bool IsUp => !sipp.HasExited;

    /// <summary>Registers as <paramref name="user"/> and calls; comes back when the box has answered.</summary>
    /// <param name="box">The box.</param>
    /// <param name="user">Extension and user name.</param>
    /// <param name="password">Its password in the lab.</param>
    /// <param name="port">Where the box listens for the phone's kind.</param>
    /// <param name="number">Whom it calls.</param>
    public static async Task<DeskPhone> Call(LabBox box, string user, string password, int port, string number = "*43")
    {
        Assert.SkipUnless(File.Exists("/usr/bin/sipp"), "sipp is missing: apt-get install sip-tester");
        var here = HostAddress(box);
        var media = new Sound(here);
        var diary = Path.Combine(box.Folder, $"sipp-{user}-{media.Port}.log");
        var program = Command.Start(
            "sipp", $"{box.Address}:{port}", "-sf", Path.Combine(AppContext.BaseDirectory, "Live", "desk-phone.xml"),
            "-key", "user", user, "-au", user, "-ap", password, "-key", "number", number,
            "-key", "rtp_port", media.Port.ToString(CultureInfo.InvariantCulture), "-i", here.ToString(),
            "-m", "1", "-aa", "-nostdin", "-trace_logs", "-log_file", diary, "-trace_err", "-error_file", diary + ".errors");
        var phone = new DeskPhone(user, program, media, diary);
        try
        {
            media.Start(new IPEndPoint(IPAddress.Parse(box.Address), await phone.Answered()));
            return phone;
        }
        catch
        {
            await phone.DisposeAsync();
            throw;
        }
    }

    public Task<SoundAccount> Account() => Task.FromResult(sound.Account());

    public async Task Ended()
    {
        using var limit = new CancellationTokenSource(CallTime);
        await sipp.WaitForExitAsync(limit.Token);
        Assert.True(sipp.ExitCode == 0, await output);
    }

    public async ValueTask DisposeAsync()
    {
        if (!sipp.HasExited)
        {
            sipp.Kill();
            await sipp.WaitForExitAsync();
        }

        sipp.Dispose();
        await sound.DisposeAsync();
    }

    private async Task<int> Answered()
    {
        var begun = Stopwatch.StartNew();
        while (begun.Elapsed < CallTime && !sipp.HasExited)
        {
            if (File.Exists(log)
                && (await File.ReadAllTextAsync(log)).Split('\n')
                    .FirstOrDefault(l => l.StartsWith("up ", StringComparison.Ordinal)) is { } line)
            {
                return int.Parse(line.AsSpan("up ".Length), CultureInfo.InvariantCulture);
            }

            await Task.Delay(50);
        }

        Assert.Fail(
            $"{Name} could not call\n"
            + $"{(File.Exists(log + ".errors") ? await File.ReadAllTextAsync(log + ".errors") : "sipp said nothing")}");
        return 0;
    }

    // The address of this host that the box sees.
    private static IPAddress HostAddress(LabBox box)
    {
        using var probe = new System.Net.Sockets.UdpClient();
        probe.Connect(box.Address, 5060);
        return ((IPEndPoint)probe.Client.LocalEndPoint!).Address;
    }
}
