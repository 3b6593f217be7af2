using System.Diagnostics.CodeAnalysis;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>Makes a connection: what to offer in the key exchange, the host key check, the login, and what went wrong.</summary>
internal sealed class SshConnecting(SshTarget target, SshCredentials credentials, KnownHosts hostKeys, TimeProvider time)
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    public async Task<SshSession> Connect(TimeSpan deadline, CancellationToken cancellation)
    {
        using var limit = Deadline.In(deadline, time, cancellation);
        using var key = ReadKey();
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
        var connection = new ConnectionInfo(target.Address, target.Port, target.User, method) { Timeout = limit.Allowed };
        SshAlgorithms.Arrange(connection, hostKey.PreferredTypes, hostKey.RefusedTypes);
        var client = new SshClient(connection) { KeepAliveInterval = KeepAlive };
        client.HostKeyReceived += hostKey.Judge;

        // Part of the handshake blocks in SSH.NET; the wait must not.
        var connecting = Task.Run(() => client.ConnectAsync(limit.Token), CancellationToken.None);
        try
        {
            await connecting.WaitAsync(limit.Token);
            method.Dispose();
            return new(target, client, time);
        }
        catch (Exception failure)
        {
            _ = DisposeLate(connecting, client, method);
            if (hostKey.Verdict is not null and not HostKeyVerdict.Trusted)
            {
                throw hostKey.Refusal(failure);
            }

            if (failure is OperationCanceledException cancelled)
            {
                throw limit.Ended($"A connection to {target.Name} ({target.User}@{target.Address}:{target.Port})", cancelled);
            }

            throw SshConnectFailure.Of(target, credentials, failure, limit);
        }
    }

    private static async Task DisposeLate(Task connecting, SshClient client, PrivateKeyAuthenticationMethod method)
    {
        await Task.WhenAny(connecting);
        _ = connecting.Exception; // Seen: the failure was told.
        await Task.Run(client.Dispose);
        method.Dispose();
    }

    private PrivateKeyFile ReadKey()
    {
        try
        {
            return new(credentials.PrivateKeyPath);
        }
        catch (Exception failure) when (failure is SshException or IOException or UnauthorizedAccessException or FormatException)
        {
            throw new SshFailure(
                SshFailureKind.KeyFileUnreadable,
                $"The private key {credentials.PrivateKeyPath} cannot be used: {failure.Message} It must be an OpenSSH or PEM private key without a passphrase that this user can read.",
                failure);
        }
    }
}
