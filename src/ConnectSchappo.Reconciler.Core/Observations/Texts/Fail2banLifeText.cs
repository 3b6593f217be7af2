using System.Globalization;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Observations.Texts;

/// <summary>
/// Reads how alive fail2ban is: <c>@absent</c>; <c>@stopped</c>, and <c>@unit LoadState=...</c> of systemd; <c>@hung</c>, and
/// <c>@process id=ID state=STATE</c>.
/// </summary>
public static class Fail2banLifeText
{
    private const string Unit = "@unit LoadState=";

    private const string Process = "@process ";

    public static (Fail2banLife Life, ServiceUnit Unit, ProcessState? Process) Parse(IReadOnlyCollection<string> lines) => (
        lines.Contains("@stopped")
            ? Fail2banLife.Stopped
            : lines.Contains("@absent")
            ? Fail2banLife.Absent
            : lines.Contains("@hung")
            ? Fail2banLife.Hung
            : Fail2banLife.Running,
        Last(lines, Unit) switch
        {
            "loaded" => ServiceUnit.Loaded,
            "masked" => ServiceUnit.Masked,
            "not-found" => ServiceUnit.Missing,
            null or "" => ServiceUnit.NotTold,
            _ => ServiceUnit.Broken, // error, bad-setting
        },
        Last(lines, Process) is { } process && new KeyedWords(process, last: "state") is var words && words["state"] is { } state
            && int.TryParse(words["id"], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new ProcessState(number, state) : null);

    private static string? Last(IEnumerable<string> lines, string mark) =>
        lines.LastOrDefault(l => l.StartsWith(mark, StringComparison.Ordinal))?[mark.Length..];
}
