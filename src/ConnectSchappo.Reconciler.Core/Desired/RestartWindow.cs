namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>The hours in which a restart may be made, on a wall clock at the box's place.</summary>
/// <param name="Days">The days on which the window opens, Monday first.</param>
/// <param name="From">When it opens.</param>
/// <param name="To">When it closes: on the next day where it is not after <paramref name="From"/>. Equal to it: a whole day.</param>
/// <param name="Zone">The IANA name of the time zone, as <c>America/Sao_Paulo</c>.</param>
/// <remarks>
/// It is open while the clock on the wall there shows one of its times. Where summer time begins, the hour that is left out is
/// in no window, and one that lies wholly in it does not open that day; where it ends, the hour that comes twice counts twice. The
/// clock is the caller's; a time zone database older than 2025 may lack the zone.
/// </remarks>
public sealed record RestartWindow(EquatableArray<DayOfWeek> Days, TimeOnly From, TimeOnly To, string Zone)
{
    private const int MinutesOfEightDays = 8 * 24 * 60;

    /// <summary>Whether the window is open at a moment of the zone's own wall clock.</summary>
    public bool IsOpen(DateTime local)
    {
        var time = TimeOnly.FromDateTime(local);
        if (From < To)
        {
            return Opens(local.DayOfWeek) && time >= From && time < To;
        }

        // Past midnight it is still the window of the day before.
        return (Opens(local.DayOfWeek) && time >= From) || (Opens(local.AddDays(-1).DayOfWeek) && time < To);
    }

    /// <summary>Whether the window is open at a moment.</summary>
    public bool IsOpen(DateTimeOffset now) => IsOpen(TimeZoneInfo.ConvertTime(now, Place).DateTime);

    /// <summary>
    /// The first full minute from a moment on at which it is open, by the clock on the wall there; null where there is none within eight
    /// days.
    /// </summary>
    public DateTimeOffset? NextOpening(DateTimeOffset now)
    {
        var place = Place;
        var minute = TimeZoneInfo.ConvertTime(new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMinute), now.Offset), place);
        for (var i = 0; i < MinutesOfEightDays; i++)
        {
            if (minute >= now && IsOpen(minute.DateTime))
            {
                return minute;
            }

            minute = TimeZoneInfo.ConvertTime(minute.AddMinutes(1), place);
        }

        return null;
    }

    private TimeZoneInfo Place => TimeZoneInfo.FindSystemTimeZoneById(Zone);

    private bool Opens(DayOfWeek day) => Days.Contains(day);
}
