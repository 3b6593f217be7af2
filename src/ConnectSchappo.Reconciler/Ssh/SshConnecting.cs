using System.Diagnostics.CodeAnalysis;
using Renci.SshNet;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>Makes a connection: what to offer in the key exchange, the host key check, the login, and what went wrong.</summary>
/// <param name="target">The host.</param>
/// <param name="through">The way to it through its jump host; the session that comes about owns it. Null where there is none.</param>
/// <param name="credentials">What proves who we are.</param>
/// <param name="hostKeys">The keys on record.</param>
/// <param name="time">The clock.</param>
internal sealed class SshConnecting(
    SshTarget target, JumpForward? through, SshCredentials credentials, KnownHosts hostKeys, TimeProvider time)
{
    // Some twenty times that of the largest RSA key.
    private const int LargestKey = 64 * 1024;

    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    public async Task<SshSession> Connect(TimeSpan deadline, CancellationToken cancellation)
    {
        using var limit = Deadline.In(deadline, time, cancellation);
        using var key = await ReadKey(limit);
        var refused = new List<HostKey>();
        while (true)
        {
            var attempt = new HostKeyCheck(target, hostKeys, refused);
            try
            {
                return await Attempt(attempt, key, limit);
            }
            catch (SshFailure failure) when (attempt.MayOfferAnother(failure.Kind))
            {
                // A pinned fingerprint does not tell its key's type: the box may have that key, and have offered another.
                refused.Add(attempt.Presented!.Value);
            }
            catch (SshFailure failure) when (failure.Kind == SshFailureKind.NegotiationFailed && refused.Count > 0)
            {
                throw attempt.Refusal(failure);
            }
        }
    }

    [SuppressMessage("Reliability", "CA2025", Justification = "An attempt that ends late disposes what it used, and after it.")]
    private async Task<SshSession> Attempt(HostKeyCheck hostKey, PrivateKeyFile key, Deadline limit)
    {
        var method = new PrivateKeyAuthenticationMethod(target.User, key);
        var (host, port) = through?.Entrance ?? (target.Address, target.Port);
        var connection = new ConnectionInfo(host, port, target.User, method) { Timeout = limit.Allowed };
        SshAlgorithms.Arrange(connection, hostKey.PreferredTypes, hostKey.RefusedTypes);
        var client = new SshClient(connection) { KeepAliveInterval = KeepAlive };
        client.HostKeyReceived += hostKey.Judge;

        // Part of the handshake blocks in SSH.NET, also in ConnectAsync.
        var connecting = Blocking.Run(client.Connect);
        try
        {
            await connecting.WaitAsync(limit.Token);
            method.Dispose();
            return new(target, client, through, time);
        }
        catch (Exception failure)
        {
            _ = DisposeLate(connecting, client, method);
            if (hostKey.Verdict is not null and not HostKeyVerdict.Trusted)
            {
                throw hostKey.Refusal(failure);
            }

            if (failure is OperationCanceledException cancelled && !limit.RanOut)
            {
                throw limit.Ended(target.Described, cancelled);
            }

            throw through?.Loss
                ?? (limit.RanOut
                    ? SshConnectFailure.TimedOut(target, failure, limit)
                    : SshConnectFailure.Of(target, credentials, failure, connection.ServerVersion is not null, limit));
        }
    }

    private static async Task DisposeLate(Task connecting, SshClient client, PrivateKeyAuthenticationMethod method)
    {
        await Task.WhenAny(connecting);
        _ = connecting.Exception; // Seen: the failure was told.
        await Blocking.Run(client.Dispose);
        method.Dispose();
    }

    // A FIFO blocks whoever opens it, and a device may have no end: neither may hold a box's loop.
    private async Task<PrivateKeyFile> ReadKey(Deadline limit)
    {
        try
        {
            using var content = await Task.Run(Content, CancellationToken.None).WaitAsync(limit.Token);
            return new(content);
        }
        catch (OperationCanceledException cancelled)
        {
            throw limit.Ended($"Reading the private key {credentials.PrivateKeyPath}", cancelled);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new SshFailure(
                SshFailureKind.KeyFileUnreadable,
                $"This user may not read the private key {credentials.PrivateKeyPath}. Use sudo, or name another key with --ssh-key.",
                failure);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException) // whatever a file holds that is no key
        {
            throw new SshFailure(
                SshFailureKind.KeyFileUnreadable,
                $"The private key {credentials.PrivateKeyPath} cannot be used: {failure.Message} It must be an OpenSSH or PEM private key "
                    + $"without a passphrase, and this user must be able to read it.",
                failure);
        }
    }

    private MemoryStream Content()
    {
        using var file = new FileStream(credentials.PrivateKeyPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[LargestKey + 1];
        var length = 0;
        while (length < bytes.Length && file.Read(bytes, length, bytes.Length - length) is > 0 and var count)
        {
            length += count;
        }

        return length <= LargestKey ? new MemoryStream(bytes, 0, length) : throw new IOException($"It has more than {LargestKey} bytes.");
    }
}
