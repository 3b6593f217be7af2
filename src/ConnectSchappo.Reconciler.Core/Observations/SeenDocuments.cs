using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Observations;

/// <summary>The configuration files of a box as a reader of them needs them.</summary>
public static class SeenDocuments
{
    /// <summary>
    /// What was read, and for each file that Asterisk reads and we did not, an empty one in its place: so that an include of it is no
    /// include of nothing, which would cut the including file.
    /// </summary>
    public static IEnumerable<ConfDocument> Of(IEnumerable<BoxFile> files, ImmutableDictionary<string, UnseenReason> unseen) =>
        files.Select(f => ConfDocument.Parse(f.Path, f.Content))
            .Concat(unseen.Where(u => u.Value is not (UnseenReason.Special or UnseenReason.Folder))
                .Select(u => ConfDocument.Parse(u.Key, default)));
}
