using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Resolving;

namespace ConnectSchappo.Reconciler.Core.Subjects;

/// <summary>
/// Reads a desired state, which may speak of every subject that there is. Every problem is told at once, with its place, and a text of any
/// kind gives an answer, never an exception.
/// </summary>
public static class DesiredStateReader
{
    /// <param name="file">The name as the user gave it, for places.</param>
    /// <param name="yaml">The text.</param>
    public static DesiredReading Read(string file, string yaml) => Read(file, yaml, AsteriskCatalogue.Any);

    /// <param name="file">The name as the user gave it, for places.</param>
    /// <param name="yaml">The text.</param>
    /// <param name="catalogue">The options that the boxes' Asterisk has.</param>
    internal static DesiredReading Read(string file, string yaml, AsteriskCatalogue catalogue) =>
        StateResolution.Read(KnownSubjects.Sections, file, yaml, catalogue);
}
