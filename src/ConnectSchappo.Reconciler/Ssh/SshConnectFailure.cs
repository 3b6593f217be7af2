using System.Net.Sockets;
using Renci.SshNet.Common;
using Renci.SshNet.Messages.Transport;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>Says what an exception of a connection attempt means, by its type and code alone.</summary>
internal static class SshConnectFailure
{
    /// <param name="target">The host that we connected to.</param>
    /// <param name="credentials">What we came with.</param>
    /// <param name="failure">What ended the attempt.</param>
    /// <param name="greeted">
    /// Whether that host said that it speaks SSH. A jump host that opens no channel to a box ends the connection before.
    /// </param>
    /// <param name="limit">The time allowed.</param>
    public static SshFailure Of(SshTarget target, SshCredentials credentials, Exception failure, bool greeted, Deadline limit)
    {
        var where = target.Described;
        return failure switch
        {
            SshConnectionException or SocketException when target.Jump is { } jump && !greeted => new(
                SshFailureKind.Unreachable,
                $"{jump.Described} makes no connection to {where}. Check that sshd runs on the box, that the jump host reaches port "
                    + $"{target.Port} of {target.Address}, and that its sshd_config allows it (AllowTcpForwarding, "
                    + $"PermitOpen).",
                failure),
            SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => new(
                SshFailureKind.NameNotFound,
                $"Cannot connect to {where}: the name {target.Address} does not resolve: {failure.Message}. Correct the address of "
                    + $"{target.InState}, or DNS.",
                failure),
            SocketException => new(
                SshFailureKind.Unreachable,
                $"Cannot connect to {where}: {failure.Message}. Check that sshd runs there, and that neither a firewall nor fail2ban on "
                    + $"{target.ThisHost} blocks this host.",
                failure),
            SshAuthenticationException => new(
                SshFailureKind.AuthenticationRefused,
                $"{where} refuses the key {credentials.PrivateKeyPath}. Add its public key to ~{target.User}/.ssh/authorized_keys on "
                    + $"{target.ThisHost}.",
                failure),
            SshOperationTimeoutException => TimedOut(target, failure, limit),
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

    /// <summary>The failure when a connection did not come about in time.</summary>
    public static SshFailure TimedOut(SshTarget target, Exception cause, Deadline limit) => new(
        SshFailureKind.Deadline,
        $"Connecting to {target.Described} timed out after {limit.Allowed.TotalSeconds:0.###} s. Check that {target.ThisHost} is switched "
            + $"on, and that port {target.Port} of {target.Address} is open from {target.From}.",
        cause);

    /// <summary>The failure when the connection to the jump host ended, and with it everything that went through it.</summary>
    public static SshFailure JumpLost(SshTarget jump, Exception? cause) => new(
        SshFailureKind.ConnectionLost,
        $"The connection to {jump.Described} was lost, and with it the one to the box. Whether a command in progress had an effect is "
            + $"unknown. Check that the jump host is switched on, and that sshd runs there.",
        cause);
}
