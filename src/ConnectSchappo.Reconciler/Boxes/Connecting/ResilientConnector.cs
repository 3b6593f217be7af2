using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Ssh;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace ConnectSchappo.Reconciler.Boxes.Connecting;

/// <summary>
/// Opens connections to one box with patience: what may pass by itself is tried once more, each attempt ends in its time, and a box that
/// has failed often is left alone for a while. An untrusted host key or a refused login is reported at once. Only connections are tried
/// again here, never what is done over them.
/// </summary>
internal sealed class ResilientConnector : IBoxConnections
{
    private const int FailuresBeforeBreak = 4;

    // What an attempt does has ten seconds each: the jump host where there is one, the box, and its root shell.
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(35);

    private static readonly TimeSpan FailuresCountFor = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FirstBreak = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestBreak = TimeSpan.FromMinutes(2);

    private readonly IBoxConnections connections;
    private readonly ConnectTurns turns;
    private readonly TimeProvider time;
    private readonly ResiliencePipeline pipeline;
    private readonly ResiliencePipeline attempt;
    private readonly CircuitBreakerStateProvider state = new();
    private readonly CircuitBreakerManualControl control = new();
    private DateTimeOffset until;
    private Message cause = Message.Empty;

    /// <param name="connections">The way to boxes, by one attempt.</param>
    /// <param name="turns">The turns of all boxes.</param>
    /// <param name="time">The clock.</param>
    public ResilientConnector(IBoxConnections connections, ConnectTurns turns, TimeProvider time)
    {
        (this.connections, this.turns, this.time) = (connections, turns, time);
        pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                // What took all of its time is not asked again at once.
                ShouldHandle = new PredicateBuilder().Handle<BoxFailure>(
                    f => f is { Kind: BoxFailureKind.Unreachable, InnerException: not SshFailure { Kind: SshFailureKind.Deadline } }),
                MaxRetryAttempts = 1,
                Delay = TimeSpan.FromSeconds(1),
                UseJitter = true,
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<BoxFailure>(f => f.IsTransient).Handle<TimeoutRejectedException>(),
                FailureRatio = 1,
                MinimumThroughput = FailuresBeforeBreak,
                SamplingDuration = FailuresCountFor,
                BreakDurationGenerator = args => ValueTask.FromResult(Break(args.HalfOpenAttempts)),
                OnOpened = args => Opened(args.BreakDuration, args.Outcome.Exception),
                StateProvider = state,
                ManualControl = control,
            })
            .Build();
        attempt = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddTimeout(new TimeoutStrategyOptions { Timeout = Attempt })
            .Build();
    }

    /// <summary>Until when the box is left alone; null where it is not.</summary>
    public DateTimeOffset? LeftAloneUntil => state.CircuitState == CircuitState.Open ? until : null;

    /// <summary>Lets the next attempt be made at once: somebody asked for it.</summary>
    public Task TryAtOnce(CancellationToken cancellation) => control.CloseAsync(cancellation);

    public async Task<IBoxConnection> Open(DesiredBox box, CancellationToken cancellation)
    {
        try
        {
            return await pipeline.ExecuteAsync(async token => await turns.Run(() => Try(box, token), token), cancellation);
        }
        catch (BrokenCircuitException open)
        {
            throw new BoxFailure(
                BoxFailureKind.Unreachable,
                $"{box.Name} is unreachable ({FailuresBeforeBreak} attempts or more); the next attempt is at {until:HH:mm:ss}Z. {cause}",
                open);
        }
        catch (TimeoutRejectedException late)
        {
            throw new BoxFailure(
                BoxFailureKind.Unreachable, $"Connecting to {box.Name} ({box.Address}) timed out after {Attempt.TotalSeconds} s.", late);
        }
    }

    private async Task<IBoxConnection> Try(DesiredBox box, CancellationToken cancellation) =>
        await attempt.ExecuteAsync(async token => await connections.Open(box, token), cancellation);

    private static TimeSpan Break(int attempts) =>
        TimeSpan.FromTicks(Math.Min(LongestBreak.Ticks, FirstBreak.Ticks << Math.Min(attempts, 10)));

    private ValueTask Opened(TimeSpan duration, Exception? failure)
    {
        (until, cause) = (time.GetUtcNow() + duration, failure is null ? Message.Empty : Failure.ReasonOf(failure));
        return default;
    }
}
