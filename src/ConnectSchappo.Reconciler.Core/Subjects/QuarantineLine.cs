using System.Globalization;
using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Subjects;

/// <summary>An entry of the quarantine as a line of the box's own record: seven fields, parted by tabs.</summary>
public static class QuarantineLine
{
    private const string ActivationMark = "activation ";

    private const int Fields = 7;

    public static string Write(QuarantineEntry entry) => string.Join(
        '\t',
        entry.Subject.Name,
        entry.Object?.Key ?? ActivationMark + entry.Activation!.Name,
        entry.Wanted,
        entry.Inputs,
        entry.Attempts.ToString(CultureInfo.InvariantCulture),
        entry.At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        PlainText.Line(entry.Reason.ReplaceLineEndings(" ").Replace('\t', ' ')));

    /// <summary>Reads a line; null where it is none that this program wrote.</summary>
    public static QuarantineEntry? Parse(string line)
    {
        if (line.Split('\t', Fields) is not [var subject, var what, var wanted, var inputs, var attempts, var at, var reason]
            || KnownSubjects.Named(subject) is not { } known
            || !int.TryParse(attempts, NumberStyles.None, CultureInfo.InvariantCulture, out var times)
            || !long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
        {
            return null;
        }

        var entry = new QuarantineEntry
        {
            Subject = known, Wanted = wanted, Inputs = inputs, Attempts = times, At = DateTimeOffset.FromUnixTimeSeconds(seconds),
            Reason = reason,
        };
        return what.StartsWith(ActivationMark, StringComparison.Ordinal)
            ? KnownSubjects.ActivationNamed(what[ActivationMark.Length..]) is { } activation ? entry with { Activation = activation } : null
            : KnownSubjects.Resource(what) is { } item && item.Subject == known ? entry with { Object = item }
            : null;
    }
}
