using System.Net.Sockets;
using Renci.SshNet.Common;
using Renci.SshNet.Messages.Transport;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>Says what an exception of a connection attempt means, by its type and code alone.</summary>
internal static class SshConnectFailure
{
    public static SshFailure Of(SshTarget target, SshCredentials credentials, Exception failure, Deadline limit)
    {
        var where = $"{target.Name} ({target.User}@{target.Address}:{target.Port})";
        return failure switch
        {
            SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => new(
                SshFailureKind.NameNotFound,
                $"The name of {where} does not resolve: {failure.Message}. Correct the address or the name service.",
                failure),
            SocketException => new(
                SshFailureKind.Unreachable,
                $"{where} cannot be reached: {failure.Message}. Check the route, the firewall, fail2ban's bans on the box, and that sshd runs there.",
                failure),
            SshAuthenticationException => new(
                SshFailureKind.AuthenticationRefused,
                $"{where} does not take the key {credentials.PrivateKeyPath}. Put its public half into ~{target.User}/.ssh/authorized_keys on the box.",
                failure),
            SshOperationTimeoutException => new(
                SshFailureKind.Deadline,
                $"A connection to {where} did not come about within {limit.Allowed.TotalSeconds:0.###} s.",
                failure),
            SshConnectionException { DisconnectReason: DisconnectReason.KeyExchangeFailed } => new(
                SshFailureKind.NegotiationFailed,
                $"{where} and we agree on no algorithm, or the key exchange failed: {failure.Message}",
                failure),
            _ => new(
                SshFailureKind.ConnectionLost,
                $"{where} answered and hung up before the login was done: {failure.Message} Look at sshd's journal, MaxStartups and /etc/hosts.deny there.",
                failure),
        };
    }
}
