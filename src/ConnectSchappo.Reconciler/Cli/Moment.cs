using System.Globalization;
using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Core.Desired.Values;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>A moment as people say it: from now on, by the clock on the wall, or by date.</summary>
internal static partial class Moment
{
    /// <summary>
    /// The moment, or null where the text is none. A time without a date is the next such; one without a zone is this machine's.
    /// </summary>
    public static DateTimeOffset? Read(string? text, TimeProvider time)
    {
        var now = time.GetUtcNow();
        if (DurationText.Read(text ?? "") is { } duration)
        {
            return now + duration;
        }

        var zone = time.LocalTimeZone;
        if (ClockTime().IsMatch(text ?? "") && TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var clock))
        {
            var today = TimeZoneInfo.ConvertTime(now, zone).Date;
            var then = At(today + clock.ToTimeSpan(), zone);
            return then > now ? then : At(today.AddDays(1) + clock.ToTimeSpan(), zone);
        }

        if (!DateAndTime().IsMatch(text ?? ""))
        {
            return null;
        }

        return HasZone().IsMatch(text!)
            ? DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var exact) ? exact.ToUniversalTime() : null
            : DateTime.TryParse(text, CultureInfo.InvariantCulture, out var local) ? At(local, zone) : null;
    }

    // Null where it lies beyond the years that can be told.
    private static DateTimeOffset? At(DateTime local, TimeZoneInfo zone) => local.Year is > 1 and < 9999
        ? new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), zone.GetUtcOffset(local)).ToUniversalTime()
        : null;

    [GeneratedRegex(@"^\d{1,2}:\d\d$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ClockTime();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DateAndTime();

    [GeneratedRegex(@"(Z|[+-]\d\d:\d\d)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HasZone();
}
