using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>The sound of the calls that are up.</summary>
internal sealed class StreamsLink() : Link("calls", "the packets of sound of the extension's calls, in both directions", FromPhone, ToPhone)
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(3);

    private static readonly Cause FromPhone = new("no-sound-from-phone", $"in a call that is up no packet of sound comes from the phone");
    private static readonly Cause ToPhone = new("no-sound-to-phone", $"in a call that is up no packet of sound goes to the phone");

    private protected override Message? NotLooked(Evidence evidence) => evidence.NoPhone
        ?? (Of(evidence).Any() ? null : (Message)$"no call of {evidence.Extension} has been up for {Enough.TotalSeconds:0} s");

    private protected override IEnumerable<Finding> Find(Evidence evidence)
    {
        foreach (var stream in Of(evidence))
        {
            Message seen =
                $"pjsip show channelstats: {stream.Channel}, up {stream.Up}, {stream.Received} packets received, {stream.Sent} sent";
            if (stream.Received == 0)
            {
                yield return new(
                    Weight.Broken, FromPhone, $"in {stream.Channel} no packet of sound came from the phone", seen,
                    evidence.IsSoftphone
                        ? $"let the browser use the microphone; if it does, look at chrome://webrtc-internals for the ICE state: "
                            + $"failed means that no way was found, for which STUN or TURN is the cure"
                        : (Message)$"direct_media: no, rtp_symmetric: yes at the endpoint; see that the phone's network lets UDP out");
            }

            if (stream.Sent == 0)
            {
                yield return new(
                    Weight.Broken, ToPhone, $"in {stream.Channel} no packet of sound went to the phone", seen,
                    evidence.IsSoftphone
                        ? $"encryption was not agreed on: look in Asterisk's log for DTLS, and for ICE in chrome://webrtc-internals"
                        : (Message)$"see whether the other end of the call sends: pjsip show channelstats lists it too");
            }
        }
    }

    private protected override Message Well(Evidence evidence) =>
        Listing.Of(Of(evidence).Select(s => (Message)$"{s.Channel}: {s.Received} packets received, {s.Sent} sent"));

    private static IEnumerable<Facts.SoundStream> Of(Evidence evidence) =>
        evidence.Lines(DoctorQuestions.Streams).Select(Facts.SoundStream.Read).OfType<Facts.SoundStream>()
            .Where(s => s.Channel.StartsWith($"{evidence.Extension}-", StringComparison.Ordinal) && s.Up >= Enough);
}
