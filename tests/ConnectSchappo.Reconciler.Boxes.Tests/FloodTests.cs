using System.Diagnostics;
using System.Globalization;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;
using Xunit;

namespace ConnectSchappo.Reconciler.Boxes.Tests;

/// <summary>A box that sends without end has failed by name, takes little memory, and is looked at again when it has ended.</summary>
public class FloodTests
{
    // In MB: what a look of a usual box needs, and what may wait of a stream.
    private const double MostMemory = 300;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // A program in the place of the manager interface, which the box's file still announces.
    private const string Flood = """
        sed -i 's/^enabled *=.*/enabled = no/' /etc/asterisk/manager.conf; asterisk -rx 'module reload manager'
        sed -i 's/^enabled *=.*/enabled = yes/' /etc/asterisk/manager.conf
        cat >/root/flood.py <<'END'
        import socket
        server = socket.socket()
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind(("127.0.0.1", 5038))
        server.listen()
        while True:
            visitor = server.accept()[0]
            try:
                while True:
                    visitor.sendall(b"no line end " * 10000)
            except OSError:
                pass
        END
        systemd-run --unit=flood python3 /root/flood.py
        """;

    [Fact]
    public async Task A_program_in_the_place_of_the_manager_interface_is_told_and_takes_no_memory()
    {
        await using var box = await LabBox.Up("flood");
        Assert.Equal(0, (await box.Reconciler("apply", "--yes")).ExitCode);
        await box.Sh(Flood);
        await using var daemon = box.StartDaemon();

        var line = await daemon.Says("ObservationFailed", 0, Patience);
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(15))
        {
            Assert.InRange(Peak(daemon.ProcessId), 1, MostMemory);
            await Task.Delay(500);
        }

        Assert.Contains(
            "(excess): The program that answers as Asterisk's manager interface at 127.0.0.1 of the box sent more than 65536 bytes a line",
            line, StringComparison.Ordinal);
        var before = daemon.LineCount;
        await box.Sh("systemctl kill --signal=KILL flood");
        await daemon.Says("ObservationRecovered", before, Patience);
        Assert.Equal(0, await daemon.Stop());
    }

    private static double Peak(int process)
    {
        const string Mark = "VmHWM:";
        return double.Parse(
            File.ReadLines($"/proc/{process}/status").First(l => l.StartsWith(Mark, StringComparison.Ordinal))[Mark.Length..^2],
            CultureInfo.InvariantCulture) / 1024;
    }
}
