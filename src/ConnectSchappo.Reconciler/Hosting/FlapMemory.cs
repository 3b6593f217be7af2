namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>What is known of who fights us on a box.</summary>
/// <param name="Revision">The revision that it is about: another one settles it.</param>
/// <param name="Healed">
/// When a fault of an object was repaired, within the time that counts; a fault is the object's name, a tab, and a digest of what was
/// found.
/// </param>
/// <param name="Until">Until when an object is left alone.</param>
internal sealed record FlapMemory(
    string Revision, SortedDictionary<string, List<DateTimeOffset>> Healed, SortedDictionary<string, DateTimeOffset> Until);
