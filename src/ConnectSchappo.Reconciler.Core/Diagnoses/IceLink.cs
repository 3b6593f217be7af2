using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Rtp;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>How Asterisk and a browser agree on a way for the sound.</summary>
internal sealed class IceLink() : Link("ICE", "ICE in memory; the STUN and TURN servers of rtp.conf, asked from the box", Off, StunSilent,
    TurnSilent)
{
    private static readonly Cause Off = new("ice-off", $"ICE is switched off in rtp.conf: calls of softphones have no sound");
    private static readonly Cause StunSilent = new(
        "stun-silent", $"the STUN server does not answer: calls begin late, and lack the public address");
    private static readonly Cause TurnSilent = new("turn-silent", $"the TURN server does not answer");

    internal override bool Owns(Drift drift, Evidence evidence) => drift.Subject == RtpSubject.Instance;

    private protected override Message? NotLooked(Evidence evidence) =>
        !evidence.IsSoftphone ? WebServerLink.NotASoftphone(evidence) : evidence.NoMemory ?? Settings(evidence).Missing;

    private protected override IEnumerable<Finding> Find(Evidence evidence)
    {
        if (Settings(evidence).TryGet(out var rtp) && rtp.TryGetValue("icesupport", out var ice) && OptionSpelling.Truth(ice) != "yes"
            && !evidence.Drifts.Any(d => d.Field == "icesupport"))
        {
            yield return new(
                Weight.Broken, Off, $"ICE is off: calls of {evidence.Extension} have no sound", $"rtp show settings",
                $"rtp: {{icesupport: yes}} in the desired state, or in rtp.conf and: asterisk -rx 'module reload res_rtp_asterisk.so'");
        }

        if (evidence.Host.Stun is { Took: null } stun)
        {
            yield return new(
                Weight.Broken, StunSilent, $"the STUN server {stun.Server} does not answer the box: each call begins late",
                $"two questions over UDP from the box, 2 s each",
                $"rtp: {{stunaddr: ...}} with a server that answers, or let UDP out to it");
        }

        if (evidence.Host.Turn is { Took: null } turn)
        {
            yield return new(
                Weight.Broken, TurnSilent, $"the TURN server {turn.Server} does not answer the box",
                $"two questions over TCP from the box, 2 s each",
                $"rtp: {{turnaddr: ...}} with a server that answers, or let TCP out to it");
        }
    }

    private protected override Message Well(Evidence evidence) =>
        evidence.Host.Stun is { Took: { } took } stun
            ? $"on; {stun.Server} answers in {took.TotalMilliseconds:0} ms and sees the box as {stun.Mapped}"
            : DoctorQuestions.Server(evidence.View, "stunaddr") is not null
            ? $"on; the STUN server was not asked: the box has no bash"
            : (Message)$"on; no STUN server is named";

    /// <summary>The settings of sound that Asterisk runs with.</summary>
    internal static Fact<ImmutableDictionary<string, string>> Settings(Evidence evidence) =>
        RtpSettingsQuestion.Read(evidence.Catalogue.Rtp, evidence.Lines(DoctorQuestions.Rtp));
}
