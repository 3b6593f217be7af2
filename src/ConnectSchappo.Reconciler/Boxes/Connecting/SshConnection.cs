using System.Net;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Ssh;

namespace ConnectSchappo.Reconciler.Boxes.Connecting;

/// <summary>A connection by SSH: one session, one standing root shell.</summary>
internal sealed class SshConnection(SshSession session, RootShell shell) : IBoxConnection
{
    public async Task<ScriptReply> Run(string script, ReadOnlyMemory<byte> input, TimeSpan deadline, CancellationToken cancellation)
    {
        try
        {
            var reply = await shell.Run(script, input, deadline, cancellation);
            return ScriptReply.Of(reply.ExitCode, reply.Output, reply.Errors);
        }
        catch (SshFailure failure)
        {
            throw AsBoxFailure(failure);
        }
    }

    public async Task<string> Check(EquatableArray<string> paths, TimeSpan deadline, CancellationToken cancellation)
    {
        try
        {
            return await shell.Check(paths, deadline, cancellation);
        }
        catch (SshFailure failure)
        {
            throw AsBoxFailure(failure);
        }
    }

    public async Task<Stream> OpenPort(IPEndPoint at, TimeSpan deadline, CancellationToken cancellation)
    {
        try
        {
            return await session.OpenTcp(at.Address.ToString(), at.Port, deadline, cancellation);
        }
        catch (SshFailure failure)
        {
            throw AsBoxFailure(failure);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await shell.DisposeAsync();
        await session.DisposeAsync();
    }

    /// <summary>The same failure in the words of a box.</summary>
    public static BoxFailure AsBoxFailure(SshFailure failure) => new(
        failure.Kind switch
        {
            SshFailureKind.HostKeyUnknown or SshFailureKind.HostKeyChanged or SshFailureKind.HostKeyRevoked => BoxFailureKind.HostKey,
            SshFailureKind.AuthenticationRefused or SshFailureKind.KeyFileUnreadable or SshFailureKind.SudoRefused =>
                BoxFailureKind.AccessRefused,
            SshFailureKind.Deadline => BoxFailureKind.Deadline,
            SshFailureKind.OutputTooLarge => BoxFailureKind.Excess,
            SshFailureKind.PortClosed => BoxFailureKind.PortClosed,
            _ => BoxFailureKind.Unreachable,
        },
        failure.Reason,
        failure);
}
