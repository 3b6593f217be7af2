using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Ssh;

namespace ConnectSchappo.Reconciler.Boxes.Connecting;

/// <summary>Opens connections by SSH, each by one attempt.</summary>
internal sealed class SshConnections(SshCredentials credentials, KnownHosts knownHosts, TimeProvider time) : IBoxConnections
{
    private static readonly TimeSpan ConnectDeadline = TimeSpan.FromSeconds(10);

    public async Task<IBoxConnection> Open(DesiredBox box, CancellationToken cancellation)
    {
        var target = new SshTarget(box.Name, box.Address, box.Port, box.User, Pinned(box.HostKey));
        try
        {
            var session = await SshSession.Connect(target, credentials, knownHosts, ConnectDeadline, time, cancellation);
            try
            {
                return new SshConnection(session, await session.OpenRootShell(ConnectDeadline, cancellation));
            }
            catch
            {
                await session.DisposeAsync();
                throw;
            }
        }
        catch (SshFailure failure) when (failure.Kind == SshFailureKind.Deadline)
        {
            throw new BoxFailure(
                BoxFailureKind.Unreachable,
                $"{failure.Reason} Check that the box is switched on, and that port {box.Port} of {box.Address} is open from this host.",
                failure);
        }
        catch (SshFailure failure)
        {
            throw SshConnection.AsBoxFailure(failure);
        }
    }

    // The reader of desired states has checked the spelling.
    private static HostKeyFingerprint? Pinned(string? key) => HostKeyFingerprint.TryParse(key, out var fingerprint) ? fingerprint : null;
}
