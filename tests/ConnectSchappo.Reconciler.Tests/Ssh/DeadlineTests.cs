using ConnectSchappo.Reconciler.Ssh;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Ssh;

public sealed class DeadlineTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void Time_that_ran_out_is_a_failure()
    {
        using var deadline = Deadline.In(TimeSpan.FromSeconds(3), time, CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(TimeSpan.FromSeconds(1), deadline.Left);
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.True(deadline.Token.IsCancellationRequested);
        Assert.True(deadline.RanOut);
        Assert.Equal(TimeSpan.Zero, deadline.Left);
        Assert.Equal(SshFailureKind.Deadline, Assert.IsType<SshFailure>(deadline.Ended($"It", new())).Kind);
    }

    [Fact]
    public void A_caller_who_gave_up_stays_one_even_when_the_time_is_over_too()
    {
        using var caller = new CancellationTokenSource();
        using var deadline = Deadline.In(TimeSpan.FromSeconds(3), time, caller.Token);
        caller.Cancel();
        time.Advance(TimeSpan.FromSeconds(4));

        Assert.False(deadline.RanOut);
        Assert.Equal(caller.Token, Assert.IsType<OperationCanceledException>(deadline.Ended($"It", new())).CancellationToken);
    }
}
