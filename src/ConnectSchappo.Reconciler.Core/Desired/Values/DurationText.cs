namespace ConnectSchappo.Reconciler.Core.Desired.Values;

/// <summary>Durations as people write them: <c>90s</c>, <c>15m</c>, <c>2h</c>, <c>1h30m</c>, <c>1d</c>.</summary>
public static class DurationText
{
    /// <summary>The units, each smaller than the one before, so that <c>30m1h</c> is no duration.</summary>
    private const string Units = "dhms";

    public static string Write(TimeSpan duration)
    {
        var text = string.Concat(
            new[] { (duration.Days, 'd'), (duration.Hours, 'h'), (duration.Minutes, 'm'), (duration.Seconds, 's') }
                .Where(p => p.Item1 > 0).Select(p => $"{p.Item1}{p.Item2}"));
        return text.Length == 0 ? "0s" : text;
    }

    /// <summary>The duration, or null where the text is none. At most 365 days.</summary>
    public static TimeSpan? Read(string text)
    {
        var seconds = 0L;
        var number = -1;
        var unit = -1;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                number = (Math.Max(number, 0) * 10) + (c - '0');
                if (number > 100_000_000)
                {
                    return null;
                }

                continue;
            }

            var next = Units.IndexOf(c, StringComparison.Ordinal);
            if (next <= unit || number < 0)
            {
                return null;
            }

            seconds += number * (c switch { 'd' => 86_400L, 'h' => 3_600, 'm' => 60, _ => 1 });
            (unit, number) = (next, -1);
        }

        return unit < 0 || number >= 0 || seconds > 365 * 86_400 ? null : TimeSpan.FromSeconds(seconds);
    }
}
