using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Ssh;
using Polly;
using Polly.Retry;

namespace ConnectSchappo.Reconciler.Boxes.Connecting;

/// <summary>Opens lines by SSH. Only what may pass by itself is tried again; an untrusted host key or a refused login is told at once.</summary>
internal sealed class SshLines : IBoxLines
{
    private static readonly TimeSpan ConnectDeadline = TimeSpan.FromSeconds(10);

    private readonly SshCredentials credentials;
    private readonly KnownHosts knownHosts;
    private readonly TimeProvider time;
    private readonly ResiliencePipeline pipeline;

    public SshLines(SshCredentials credentials, KnownHosts knownHosts, TimeProvider time)
    {
        this.credentials = credentials;
        this.knownHosts = knownHosts;
        this.time = time;
        pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<BoxFailure>(f => f is { Kind: BoxFailureKind.Unreachable, InnerException: not SshFailure { Kind: SshFailureKind.Deadline } }),
                MaxRetryAttempts = 1,
                Delay = TimeSpan.FromSeconds(1),
                UseJitter = true,
            })
            .Build();
    }

    public async Task<IBoxLine> Open(DesiredBox box, CancellationToken cancellation) =>
        await pipeline.ExecuteAsync(async token => await Connect(box, token), cancellation);

    private async Task<IBoxLine> Connect(DesiredBox box, CancellationToken cancellation)
    {
        var target = new SshTarget(box.Name, box.Address, box.Port, box.User, Pinned(box.HostKey));
        try
        {
            var session = await SshSession.Connect(target, credentials, knownHosts, ConnectDeadline, time, cancellation);
            try
            {
                return new SshLine(session, await session.OpenRootShell(ConnectDeadline, cancellation));
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
                $"{failure.Message} See whether it is switched on, and whether port {box.Port} of {box.Address} is open from here.",
                failure);
        }
        catch (SshFailure failure)
        {
            throw SshLine.Told(failure);
        }
    }

    // The reader of desired states has checked the spelling.
    private static HostKeyFingerprint? Pinned(string? key) => HostKeyFingerprint.TryParse(key, out var fingerprint) ? fingerprint : null;
}
