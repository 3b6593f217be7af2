using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Ssh;

namespace ConnectSchappo.Reconciler.Boxes.Connecting;

/// <summary>Opens connections by SSH, each by one attempt.</summary>
internal sealed class SshConnections(SshCredentials credentials, KnownHosts knownHosts, TimeProvider time) : IBoxConnections
{
    private static readonly TimeSpan ConnectDeadline = TimeSpan.FromSeconds(10);

    public async Task<IBoxConnection> Open(DesiredBox box, CancellationToken cancellation)
    {
        try
        {
            var session = await SshSession.Connect(Target(box), credentials, knownHosts, ConnectDeadline, time, cancellation);
            try
            {
                return new SshConnection(session, await RootShell(session, cancellation));
            }
            catch
            {
                await session.DisposeAsync();
                throw;
            }
        }
        catch (SshFailure failure) when (failure.Kind == SshFailureKind.Deadline)
        {
            throw new BoxFailure(BoxFailureKind.Unreachable, failure.Reason, failure);
        }
        catch (SshFailure failure)
        {
            throw SshConnection.AsBoxFailure(failure);
        }
    }

    private static SshTarget Target(DesiredBox box) => new(box.Name, box.Address, box.Port, box.User, Pinned(box.HostKey))
    {
        Jump = box.Jump is { } jump
            ? new(box.Name, jump.Address, jump.Port, jump.User, Pinned(jump.HostKey)) { IsJump = true }
            : null,
    };

    private static async Task<RootShell> RootShell(SshSession session, CancellationToken cancellation)
    {
        try
        {
            return await session.OpenRootShell(ConnectDeadline, cancellation);
        }
        catch (SshFailure failure) when (failure.Kind == SshFailureKind.Deadline)
        {
            throw new SshFailure(failure.Kind, $"{failure.Reason} Check the load of the box.", failure);
        }
    }

    // The reader of desired states has checked the spelling.
    private static HostKeyFingerprint? Pinned(string? key) => HostKeyFingerprint.TryParse(key, out var fingerprint) ? fingerprint : null;
}
