using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Subjects.ChanSip;

/// <summary>What is left of chan_sip: its general options, and the peers that it must not have.</summary>
internal static class SipDrifts
{
    public static IEnumerable<Drift> Find(BoxView box) =>
        SharedOptions.Find(box, ChanSipSubject.Instance)
            .Concat(box.Desired.SipAbsent.SelectMany(name => Peer(box, name)));

    private static IEnumerable<Drift> Peer(BoxView box, string name)
    {
        var section = SipPeers.Named(box.Of(ChanSipSubject.Config).SectionsNow, name).FirstOrDefault();
        var inMemory = box.Seen.Memory.SipPeers.TryGet(out var peers) && peers.Contains(name);
        if (section is null && !inMemory)
        {
            yield break;
        }

        // What was not read may define it, and then no reload takes it away.
        var hidden = section is null && UnseenFiles.IsBlind(box, ChanSipSubject.Config);
        var generated = section is not null && ConfigFile.IsGenerated(section.Place.Path);
        yield return new Drift
        {
            Kind = DriftKind.Sip,
            Resource = new SipPeerId(name),
            Desired = LayerWords.Absent,
            File = section is null ? null : LayerWords.Present,
            Memory = inMemory ? LayerWords.Present : null,
            Place = section?.Place,
            Remediation = generated || hidden ? Remediation.Manual : Remediation.Automatic,
            Consequence = generated
                ? $"the web interface writes {section!.Place.Path} again at each apply: "
                    + $"delete or convert {name} {WebInterface.Extensions}"
                : hidden
                ? $"a file of sip.conf that could not be read may define it: make it readable, "
                    + $"and chan_sip may answer for {name} instead of PJSIP, and its calls then fail"
                : (Message)$"chan_sip may answer for {name} instead of PJSIP, and its calls then fail",
        };
    }
}
