using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ConnectSchappo.Reconciler.Tests.Sources;

/// <summary>An OpenSSH server on 127.0.0.1 with keys of its own, gone with the test.</summary>
internal sealed class LocalSshServer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/sshd";

    private readonly Process process;
    private bool disposed;

    private LocalSshServer(Process process, int port, string hostKey) => (this.process, Port, HostKey) = (process, port, hostKey);

    public int Port { get; }

    /// <summary>As it stands in a known_hosts file.</summary>
    public string HostKey { get; }

    public static string User => Environment.UserName;

    public static async Task<LocalSshServer> Start(TestFolder folder, string authorizedKeys)
    {
        Assert.SkipUnless(File.Exists(Program), $"there is no {Program}: install openssh-server");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "an ssh server for others needs root");
        Directory.CreateDirectory("/run/sshd");
        await Programs.Run(folder.Path, "ssh-keygen", null, null, "-q", "-t", "ed25519", "-N", "", "-f", folder["host"]);
        var port = FreePort();
        var config = folder.Write(
            "sshd_config",
            $"""
            Port {port}
            ListenAddress 127.0.0.1
            HostKey {folder["host"]}
            AuthorizedKeysFile {folder.Write("authorized_keys", authorizedKeys)}
            PidFile none
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin prohibit-password

            """);
        var started = Process.Start(new ProcessStartInfo(Program, ["-D", "-E", folder["sshd.log"], "-f", config]))!;
        var key = string.Join(' ', (await File.ReadAllTextAsync(folder["host.pub"])).Split(' ')[..2]);
        var server = new LocalSshServer(started, port, $"[127.0.0.1]:{port} {key}\n");
        await server.Listens(folder["sshd.log"]);
        return server;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private async Task Listens(string log)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException) when (!process.HasExited)
            {
                await Task.Delay(50);
            }
        }

        Assert.Fail($"sshd does not listen: {await File.ReadAllTextAsync(log)}");
    }
}
