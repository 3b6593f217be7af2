using ConnectSchappo.Reconciler.Hosting;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Hosting;

public class HeartbeatsTests
{
    [Fact]
    public void A_loop_that_is_not_heard_of_by_the_time_it_named_is_late_whatever_the_others_do()
    {
        var time = new FakeTimeProvider();
        var heartbeats = new Heartbeats(time);
        heartbeats.Beat("matriz", TimeSpan.FromMinutes(1));
        heartbeats.Beat("recife", TimeSpan.FromMinutes(3));

        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(heartbeats.Late());
        time.Advance(TimeSpan.FromSeconds(1));
        heartbeats.Beat("recife", TimeSpan.FromMinutes(3));
        Assert.Equal("matriz", heartbeats.Late());
        heartbeats.Beat("matriz", TimeSpan.FromMinutes(1));
        Assert.Null(heartbeats.Late());

        heartbeats.End("matriz");
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(heartbeats.Late());
    }
}
