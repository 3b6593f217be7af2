using System.Globalization;
using ConnectSchappo.Reconciler.Core.Desired.Values;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>A restart window by the clock on the wall, where summer time begins and ends too.</summary>
public class RestartWindowTests
{
    // Window | moment | open? | if not, when it opens next
    [Theory]
    [InlineData("Mon-Sun 01:00-05:00 America/Sao_Paulo", "2026-11-23T03:59:59Z", false, "2026-11-23T01:00:00-03:00")]
    [InlineData("Mon-Sun 01:00-05:00 America/Sao_Paulo", "2026-11-23T04:00:00Z", true, null)]
    [InlineData("Mon-Sun 01:00-05:00 America/Sao_Paulo", "2026-11-23T07:59:59Z", true, null)]
    [InlineData("Mon-Sun 01:00-05:00 America/Sao_Paulo", "2026-11-23T08:00:00Z", false, "2026-11-24T01:00:00-03:00")]
    // Over midnight it belongs to the day on which it opened: Friday's reaches into Saturday, and Saturday has none.
    [InlineData("Fri 22:00-02:00 Europe/Lisbon", "2026-11-27T23:00:00Z", true, null)]
    [InlineData("Fri 22:00-02:00 Europe/Lisbon", "2026-11-28T01:30:00Z", true, null)]
    [InlineData("Fri 22:00-02:00 Europe/Lisbon", "2026-11-28T23:00:00Z", false, "2026-12-04T22:00:00+00:00")]
    [InlineData("Fri 22:00-02:00 Europe/Lisbon", "2026-11-27T01:30:00Z", false, "2026-11-27T22:00:00+00:00")]
    // New York, 2026-03-08: 02:00 becomes 03:00. A window in the hour that is left out does not open that day.
    [InlineData("Mon-Sun 02:00-03:00 America/New_York", "2026-03-08T06:59:59Z", false, "2026-03-09T02:00:00-04:00")]
    [InlineData("Mon-Sun 02:00-03:00 America/New_York", "2026-03-08T07:00:00Z", false, "2026-03-09T02:00:00-04:00")]
    [InlineData("Mon-Sun 02:30-04:00 America/New_York", "2026-03-08T07:00:00Z", true, null)]
    [InlineData("Mon-Sun 02:30-04:00 America/New_York", "2026-03-08T08:00:00Z", false, "2026-03-09T02:30:00-04:00")]
    // New York, 2026-11-01: 02:00 becomes 01:00 again. The hour that comes twice counts twice.
    [InlineData("Sun 01:00-02:00 America/New_York", "2026-11-01T05:30:00Z", true, null)]
    [InlineData("Sun 01:00-02:00 America/New_York", "2026-11-01T06:30:00Z", true, null)]
    [InlineData("Sun 01:00-02:00 America/New_York", "2026-11-01T07:00:00Z", false, "2026-11-08T01:00:00-05:00")]
    // Lisbon, 2026-03-29: 01:00 becomes 02:00; 2026-10-25: 02:00 becomes 01:00.
    [InlineData("Sun 00:30-01:30 Europe/Lisbon", "2026-03-29T00:59:00Z", true, null)]
    [InlineData("Sun 00:30-01:30 Europe/Lisbon", "2026-03-29T01:00:00Z", false, "2026-04-05T00:30:00+01:00")]
    [InlineData("Sun 01:30-02:30 Europe/Lisbon", "2026-10-25T00:45:00Z", true, null)]
    [InlineData("Sun 01:30-02:30 Europe/Lisbon", "2026-10-25T01:15:00Z", false, "2026-10-25T01:30:00+00:00")]
    // São Paulo, 2018-11-04: midnight became 01:00. 2019-02-17: midnight became 23:00 of the day before. None since 2019.
    [InlineData("Sun 00:00-00:30 America/Sao_Paulo", "2018-11-04T03:00:00Z", false, "2018-11-11T00:00:00-02:00")]
    [InlineData("Sat 23:00-01:30 America/Sao_Paulo", "2018-11-04T03:15:00Z", true, null)]
    [InlineData("Sat 23:30-00:30 America/Sao_Paulo", "2019-02-17T01:45:00Z", true, null)]
    [InlineData("Sat 23:30-00:30 America/Sao_Paulo", "2019-02-17T02:15:00Z", false, "2019-02-16T23:30:00-03:00")]
    [InlineData("Sat 23:30-00:30 America/Sao_Paulo", "2019-02-17T03:15:00Z", true, null)]
    [InlineData("Mon-Sun 00:00-00:00 UTC", "2026-03-08T06:59:00Z", true, null)]
    public void Is_open_by_the_clock_on_the_wall(string text, string moment, bool open, string? next)
    {
        var window = WindowText.Read(text, out _)!;
        var now = DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);

        Assert.Equal(open, window.IsOpen(now));
        if (next is not null)
        {
            Assert.Equal(next, window.NextOpening(now)!.Value.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
        }
    }
}
