using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Desired.Values;

/// <summary>
/// The names of the IANA time zone database (2025b) that have a slash, and UTC. A part of this assembly, so that a state is valid or not
/// whatever database the machine has that reads it.
/// </summary>
internal static class TimeZones
{
    private static readonly Lazy<HashSet<string>> Names = new(() =>
    {
        using var reader = new StreamReader(typeof(TimeZones).Assembly.GetManifestResourceStream("time-zones.txt")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
    });

    public static bool Has(string name) => Names.Value.Contains(name);

    /// <summary>Asks whether the nearest name was meant; null where none is near enough.</summary>
    public static Message? Hint(string name) => Spelling.Hint(name, Names.Value);
}
