using System.Globalization;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Desired.Values;

/// <summary>A restart window as people write it: <c>Mon-Fri,Sun 01:00-05:00 America/Sao_Paulo</c>.</summary>
internal static class WindowText
{
    private static readonly string[] Names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>The window, or null and what is wrong with it.</summary>
    public static RestartWindow? Read(string text, out Message? refusal)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        refusal = null;
        if (words.Length != 3)
        {
            refusal = $"It must have three words: days, hours and a time zone.";
            return null;
        }

        if (Days(words[0]) is not { } days)
        {
            refusal = $"`{Shown.Text(words[0])}` does not name days, as `Mon-Fri`, `Sat,Sun` and `Mon-Sun` do.";
            return null;
        }

        var hours = words[1].Split('-');
        if (hours.Length != 2 || Time(hours[0]) is not { } from || Time(hours[1]) is not { } to)
        {
            refusal = $"`{Shown.Text(words[1])}` does not name hours, as `01:00-05:00` does.";
            return null;
        }

        if (!TimeZones.Has(words[2]))
        {
            refusal = ((Message)$"`{Shown.Text(words[2])}` is not a time zone of the IANA database.").Then(
                TimeZones.Hint(words[2]) ?? $"`America/Sao_Paulo` and `UTC` are.");
            return null;
        }

        return new RestartWindow(days, from, to, words[2]);
    }

    public static string Write(RestartWindow window) =>
        $"{string.Join(',', window.Days.Select(d => d.ToString()[..3]))} {window.From:HH\\:mm}-{window.To:HH\\:mm} {window.Zone}";

    private static EquatableArray<DayOfWeek>? Days(string text)
    {
        var open = new bool[7];
        foreach (var part in text.ToLowerInvariant().Split(','))
        {
            var ends = part.Split('-');
            var first = Array.IndexOf(Names, ends[0]);
            var last = Array.IndexOf(Names, ends[^1]);
            if (ends.Length > 2 || first < 0 || last < 0)
            {
                return null;
            }

            // `Sat-Mon` goes over the end of the week.
            for (var day = first; ; day = (day + 1) % 7)
            {
                open[day] = true;
                if (day == last)
                {
                    break;
                }
            }
        }

        return Enumerable.Range(0, 7).Where(d => open[d]).Select(d => (DayOfWeek)((d + 1) % 7)).ToEquatableArray();
    }

    private static TimeOnly? Time(string text) =>
        text == "24:00" ? TimeOnly.MinValue
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time
        : null;
}
