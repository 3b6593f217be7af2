using ConnectSchappo.Reconciler.Core.Desired.Edits;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Subjects.Rtp;

/// <summary>
/// rtp.conf's [ice_host_candidates]: Asterisk reads the first one alone, so that ours counts and those of others count for nothing. No
/// version shows them: they are compared in the files.
/// </summary>
internal static class IceDrifts
{
    public static IEnumerable<Drift> Find(BoxView box)
    {
        var wanted = box.Desired.IceHostCandidates;
        if (wanted.IsEmpty)
        {
            yield break;
        }

        var now = box.Of(RtpSubject.Config).Now.All(IceHostCandidate.Section).FirstOrDefault();
        if (UnseenFiles.Any(box, RtpSubject.Config) && now?.Place.Path != RtpSubject.Config.Own)
        {
            yield break;
        }

        var lines = now?.Entries.Select(e => (Entry: e, Read: IceHostCandidate.Read(e.Key, e.Value))).ToList() ?? [];
        if (lines.TrueForAll(l => l.Read is not null) && lines.Select(l => l.Read!).ToHashSet().SetEquals(wanted))
        {
            yield break;
        }

        yield return new Drift
        {
            Kind = DriftKind.Rtp,
            Resource = new SettingsId(RtpSubject.Instance),
            Field = IceHostCandidate.Section,
            Desired = Message.Verbatim(string.Join("; ", wanted)),
            File = lines.Count == 0
                ? LayerWords.NotSet
                : Message.Verbatim(string.Join("; ", lines.Select(l => l.Read?.ToString() ?? $"{l.Entry.Key} => {l.Entry.Value}"))),
            Place = now?.Place,
            Consequence = $"new calls offer clients other addresses of the box than the desired state: they may get no sound",
        };
    }

    /// <summary>What the files say now; a line that Asterisk passes over is not in it.</summary>
    public static IEnumerable<IceHostCandidate> InFiles(BoxView box) =>
        (box.Of(RtpSubject.Config).Now.All(IceHostCandidate.Section).FirstOrDefault()?.Entries ?? [])
            .Select(e => IceHostCandidate.Read(e.Key, e.Value)).OfType<IceHostCandidate>();

    /// <summary>A line more, less, or another address for each.</summary>
    public static Acceptance Accept(BoxView box)
    {
        var now = InFiles(box).DistinctBy(c => c.Local).ToList();
        var wanted = box.Asked.IceHostCandidates;
        static Statement Said(IceHostCandidate candidate, Said said) => Statement.Of(said, IceHostCandidate.Section, $"{candidate.Local}");
        return Acceptance.Of(
        [
            .. now.Where(c => !wanted.Contains(c)).Select(c => Said(c, new Said.Text(c.Value))),
            .. wanted.Where(w => !now.Exists(c => c.Local.Equals(w.Local))).Select(w => Said(w, new Said.Nothing())),
        ]);
    }

    public static IEnumerable<Message> Uncompared(BoxView box) =>
        box.Desired.IceHostCandidates.IsEmpty ? [] : [$"{IceHostCandidate.Section} of rtp"];
}
