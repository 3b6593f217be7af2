using ConnectSchappo.Reconciler.Cli;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Cli;

public class MomentTests
{
    // 14:30 in Recife, three hours behind UTC.
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 17, 30, 0, TimeSpan.Zero));

    public MomentTests() => time.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("Recife", TimeSpan.FromHours(-3), "Recife", "Recife"));

    [Theory]
    [InlineData("2h", "2026-11-24 19:30:00Z")]
    [InlineData("1h30m", "2026-11-24 19:00:00Z")]
    [InlineData("18:00", "2026-11-24 21:00:00Z")]
    [InlineData("14:30", "2026-11-25 17:30:00Z")]
    [InlineData("9:15", "2026-11-25 12:15:00Z")]
    [InlineData("2026-11-30T08:00", "2026-11-30 11:00:00Z")]
    [InlineData("2026-11-30 08:00:30", "2026-11-30 11:00:30Z")]
    [InlineData("2026-11-30T08:00Z", "2026-11-30 08:00:00Z")]
    [InlineData("2026-11-30T08:00+01:00", "2026-11-30 07:00:00Z")]
    public void People_say_it_in_many_ways(string text, string moment) =>
        Assert.Equal(moment, Moment.Read(text, time)!.Value.ToString("u"));

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("25:00")]
    [InlineData("2h later")]
    [InlineData("2026-13-01T00:00")]
    [InlineData("2026-11-30")]
    [InlineData("7")]
    public void What_is_none_is_not_guessed(string text) => Assert.Null(Moment.Read(text, time));
}
