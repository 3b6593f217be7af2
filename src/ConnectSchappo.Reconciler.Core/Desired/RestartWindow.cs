namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>The hours in which a restart may be made, on a wall clock at the box's place.</summary>
/// <param name="Days">The days on which the window opens, Monday first.</param>
/// <param name="From">When it opens.</param>
/// <param name="To">When it closes: on the next day where it is not after <paramref name="From"/>. Equal to it: a whole day.</param>
/// <param name="Zone">The IANA name of the time zone, as <c>America/Sao_Paulo</c>.</param>
/// <remarks>What of it is now is for the caller, who has a clock and a time zone database; one older than 2025 may lack the zone.</remarks>
public sealed record RestartWindow(EquatableArray<DayOfWeek> Days, TimeOnly From, TimeOnly To, string Zone)
{
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

    private bool Opens(DayOfWeek day) => Days.Contains(day);
}
