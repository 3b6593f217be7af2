using System.CommandLine;
using System.Globalization;
using Renci.SshNet;
using LabCommand = ConnectSchappo.Reconciler.Boxes.Tests.Lab.Command;

namespace ConnectSchappo.Reconciler.Benchmarks.Fleet;

/// <summary>
/// What a connection of SSH.NET takes by itself, with two commands running in it, as the daemon has them for each box: the part of a
/// box's memory that is not ours. Each command has printed as much as in an observation, since SSH.NET keeps its buffers.
/// </summary>
internal static class SshNetAlone
{
    private const string Name = "connections";
    private const int Few = 10;
    private const int Many = 210;

    /// <summary>The most that sshd sends in one message.</summary>
    private const int Printed = 32 * 1024;

    private static readonly TimeSpan OpenTime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(20);

    /// <summary>Kilobytes of a connection more: the difference between two processes that hold nothing else.</summary>
    public static async Task<double> Measure(List<FleetBox> boxes)
    {
        var addresses = boxes.SelectMany(box => box.Boxes(Many / boxes.Count + 1)).Select(b => b.Address).ToArray();
        return (await Memory(boxes[0].Key, addresses[..Many]) - await Memory(boxes[0].Key, addresses[..Few])) / (Many - Few);
    }

    /// <summary>The command that this process runs for it as another.</summary>
    public static Command Make()
    {
        var (key, addresses) = (new Argument<string>("key"), new Argument<string[]>("addresses"));
        var command = new Command(Name, "holds connections until its input ends") { key, addresses };
        command.Hidden = true;
        command.SetAction((words, cancellation) => Hold(words.GetValue(key)!, words.GetValue(addresses)!, cancellation));
        return command;
    }

    private static async Task<double> Memory(string key, string[] addresses)
    {
        // Garbage is collected as in the program.
        using var process = LabCommand.Open(
            "env", ["DOTNET_GCGen0MaxBudget=400000", Environment.ProcessPath!, .. Self, Name, key, .. addresses]);
        try
        {
            using var limit = new CancellationTokenSource(OpenTime);
            if (await process.StandardOutput.ReadLineAsync(limit.Token) is not "open")
            {
                throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(limit.Token));
            }

            await Task.Delay(SettleTime);
            const string resident = "VmRSS:";
            var lines = await File.ReadAllLinesAsync($"/proc/{process.Id}/status", limit.Token);
            var line = lines.First(l => l.StartsWith(resident, StringComparison.Ordinal));
            return double.Parse(line[resident.Length..].Trim().Split(' ')[0], CultureInfo.InvariantCulture);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    // Where dotnet runs this program, the program is its first argument.
    private static string[] Self =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(SshNetAlone).Assembly.Location] : [];

    private static async Task<int> Hold(string key, string[] addresses, CancellationToken cancellation)
    {
        using var identity = new PrivateKeyFile(key);
        List<SshClient> open = [];
        foreach (var address in addresses)
        {
            const string user = "reconciler";
            var client = new SshClient(new ConnectionInfo(address, user, new PrivateKeyAuthenticationMethod(user, identity)));
            client.ConnectionInfo.KeyExchangeAlgorithms.SetPosition("curve25519-sha256", 0);
            await client.ConnectAsync(cancellation);
            for (var command = 0; command < 2; command++)
            {
                var cat = client.CreateCommand($"head -c {Printed} /dev/zero; exec cat");
                _ = cat.ExecuteAsync(cancellation);
                cat.CreateInputStream();
                await cat.OutputStream.ReadExactlyAsync(new byte[Printed], cancellation);
            }

            open.Add(client);
        }

        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        Console.WriteLine("open");
        await Console.In.ReadToEndAsync(cancellation);
        GC.KeepAlive(open);
        return 0;
    }
}
