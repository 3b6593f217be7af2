using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ConnectSchappo.Reconciler.Boxes.Observing;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Texts;
using ConnectSchappo.Reconciler.Tests.Ssh;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Boxes.Observing;

/// <summary>What phones on TLS are shown: the script in every shell that a box may have, its real openssl, and real listeners.</summary>
public sealed class TransportScriptTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string folder = Directory.CreateTempSubdirectory("tls-").FullName;

    private readonly List<Process> listeners = [];

    public static TheoryData<string> Shells => LocalShell.Shells;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        foreach (var listener in listeners)
        {
            listener.Kill();
            listener.Dispose();
        }

        Directory.Delete(folder, recursive: true);
    }

    // The listener began with one certificate, and on disk is another by now.
    [Theory]
    [MemberData(nameof(Shells))]
    public async Task The_certificate_that_is_served_is_seen_beside_the_one_on_disk(string shell)
    {
        var port = await Serve(TestCertificates.One, "");
        await Put("t", TestCertificates.Other);

        var told = await Look(shell, new TransportQuestion("office", At("t.crt"), At("t.key"), Local(port), false));

        Assert.Equal((Fact.Known(Of(TestCertificates.Other)), Fact.Known(Of(TestCertificates.One)), Fact.Known(true)), (told["office"].OnDisk, told["office"].Served, told["office"].KeyMatches));
    }

    // Of one that wants the phone's certificate first, too.
    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_listener_that_asks_for_a_certificate_shows_its_own_before(string shell)
    {
        var port = await Serve(TestCertificates.One, "-Verify 1");
        await Put("t", TestCertificates.One);

        var told = await Look(shell, new TransportQuestion("office", At("t.crt"), At("t.key"), Local(port), false));

        Assert.Equal(Fact.Known(Of(TestCertificates.One)), told["office"].Served);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task What_is_no_TLS_hangs_or_is_closed_shows_nothing_and_keeps_little(string shell)
    {
        await Put("t", TestCertificates.One);
        await using var plain = new LocalService(async (stream, token) => await stream.WriteAsync("SSH-2.0-OpenSSH_8.4\r\n"u8.ToArray(), token));
        await using var mute = new LocalService((_, token) => Task.Delay(Timeout.Infinite, token));
        var port = await Serve(TestCertificates.One, "");
        TransportQuestion Asked(string name, int at) => new(name, At("t.crt"), At("t.key"), Local(at), false);

        var begun = TimeProvider.System.GetTimestamp();
        var told = await Look(shell, Asked("closed", FreePort()), Asked("plain", plain.Port), Asked("good", port), Asked("mute", mute.Port), Asked("mute too", mute.Port));

        Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(8)); // one that hangs is waited for, and no other is asked
        Assert.Equal(Fact.Known(Of(TestCertificates.One)), told["good"].Served);
        Assert.All((string[])["closed", "plain", "mute", "mute too"], n => Assert.NotNull(told[n].Served.Missing));
        Assert.All(told.Values, t => Assert.Equal(Fact.Known(true), t.KeyMatches));
    }

    private static Certificate Of((string Certificate, string Key) pem)
    {
        using var certificate = X509Certificate2.CreateFromPem(pem.Certificate);
        return Certificate.Of(certificate);
    }

    private static string Local(int port) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string At(string file) => Path.Combine(folder, file);

    private async Task Put(string name, (string Certificate, string Key) pem)
    {
        await File.WriteAllTextAsync(At($"{name}.crt"), pem.Certificate, Cancellation);
        await File.WriteAllTextAsync(At($"{name}.key"), pem.Key, Cancellation);
    }

    private async Task<int> Serve((string Certificate, string Key) pem, string options)
    {
        var name = RandomNumberGenerator.GetHexString(8, lowercase: true);
        await Put(name, pem);
        var port = FreePort();
        var start = new ProcessStartInfo("openssl", $"s_server -accept {Local(port)} -cert {At(name)}.crt -key {At(name)}.key -quiet {options}")
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        listeners.Add(Process.Start(start)!);
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port, Cancellation);
                return port;
            }
            catch (SocketException) when (TimeProvider.System.GetElapsedTime(begun) < Patience)
            {
                await Task.Delay(50, Cancellation);
            }
        }
    }

    private async Task<System.Collections.Immutable.ImmutableDictionary<string, TransportCertificate>> Look(string shell, params TransportQuestion[] asked)
    {
        await using var root = await LocalShell.Open(shell);

        // No Asterisk, whose account could read what lies here: a lab's box has one, and shares the processes.
        var reply = await root.Run($"pgrep() {{ :; }}\n{ObservationScript.Text([], null, null, asked)}", ObservationText.Known(null), Patience, Cancellation);
        Assert.Equal((0, ""), (reply.ExitCode, reply.Errors));
        return ObservationText.Parse(reply.Output.Span, null).Transports;
    }
}
