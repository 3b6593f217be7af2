using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Subjects.Rtp;

/// <summary>rtp.conf as a desired state says it.</summary>
internal static class RtpImport
{
    private const string First = "rtpstart";
    private const string Last = "rtpend";

    public static Imported Of(ImportedBox box)
    {
        var file = RtpSubject.Config;
        var files = box.Seen.Configuration;
        if (box.Seen.Files.TryGetValue(file.Own, out var ours))
        {
            files = files.With(ConfDocument.Parse(file.Own, OwnFileText.WithoutCarried(ours.Content)));
        }

        var tree = ConfTree.Load(files, file.Top);
        var general = tree.Find(file.SharedSection!);
        bool IsPersons(string option) =>
            general?.First(option) is { } entry && box.AuthorOf(file, entry.Place.Path) != FileAuthor.Software;

        // Asterisk takes both ports or neither.
        var options = SharedImport.Of(
            box, RtpSubject.Instance, tree, o => (o.Name == First && IsPersons(Last)) || (o.Name == Last && IsPersons(First)));
        var candidates = tree.Find(IceHostCandidate.Section);
        var lines = (candidates?.Entries ?? []).Where(e => box.AuthorOf(file, e.Place.Path) != FileAuthor.Software)
            .Select(e => (Entry: e, Read: IceHostCandidate.Read(e.Key, e.Value))).ToList();
        return options with
        {
            Entries =
            [
                .. options.Entries,
                .. lines.Where(l => l.Read is not null).DistinctBy(l => l.Read!.Local).Select(
                    l => new ImportedEntry([IceHostCandidate.Section, $"{l.Read!.Local}"], new ImportedValue.Text(l.Read.Value))
                    {
                        From = l.Entry.Place,
                    }),
            ],
            Remarks =
            [
                .. options.Remarks,
                .. lines.Where(l => l.Read is null).Select(l => new ImportedRemark(
                    $"Asterisk passes over this line of [{IceHostCandidate.Section}]:",
                    [(Message)$"{l.Entry.Key} => {l.Entry.Value} ({l.Entry.Place})"])),
            ],
        };
    }
}
