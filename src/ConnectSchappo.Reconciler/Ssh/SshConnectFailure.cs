using System.Net.Sockets;
using ConnectSchappo.Reconciler.Core.Messages;
using Renci.SshNet.Common;
using Renci.SshNet.Messages.Transport;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>Says what an exception of a connection attempt means, by its type and code alone.</summary>
internal static class SshConnectFailure
{
    public static SshFailure Of(SshTarget target, SshCredentials credentials, Exception failure, Deadline limit)
    {
        Message where = $"{target.Name} ({target.User}@{target.Address}:{target.Port})";
        return failure switch
        {
            SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => new(
                SshFailureKind.NameNotFound,
                $"Cannot connect to {where}: the name {target.Address} does not resolve: {failure.Message}. Correct the address of the "
                    + $"box, or DNS.",
                failure),
            SocketException => new(
                SshFailureKind.Unreachable,
                $"Cannot connect to {where}: {failure.Message}. Check that sshd runs there, and that neither a firewall nor fail2ban on "
                    + $"the box blocks this host.",
                failure),
            SshAuthenticationException => new(
                SshFailureKind.AuthenticationRefused,
                $"{where} refuses the key {credentials.PrivateKeyPath}. Add its public key to ~{target.User}/.ssh/authorized_keys on the "
                    + $"box.",
                failure),
            SshOperationTimeoutException => new(
                SshFailureKind.Deadline,
                $"Connecting to {where} timed out after {limit.Allowed.TotalSeconds:0.###} s.",
                failure),
            SshConnectionException { DisconnectReason: DisconnectReason.KeyExchangeFailed } => new(
                SshFailureKind.NegotiationFailed,
                $"The SSH key exchange with {where} failed, perhaps because no algorithm is common to both sides: {failure.Message}",
                failure),
            _ => new(
                SshFailureKind.ConnectionLost,
                $"{where} closed the connection before the login: {failure.Message} Check the log of sshd, MaxStartups of sshd_config and "
                    + $"/etc/hosts.deny there.",
                failure),
        };
    }
}
