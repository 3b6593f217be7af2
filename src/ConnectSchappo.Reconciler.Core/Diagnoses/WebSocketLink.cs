using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Modules;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>Who answers on the WebSocket.</summary>
internal sealed class WebSocketLink() : Link("WebSocket", "who answers on it, and whether calls reach who is connected", NotPjsip)
{
    private static readonly Cause NotPjsip = new("websocket-not-of-pjsip", $"PJSIP does not answer on the WebSocket");

    internal override bool Owns(Drift drift, Evidence evidence) => (drift.Subject == ModulesSubject.Instance && drift.Client is not null)
        || (drift.Subject == ChanSipSubject.Instance && drift.Field == "websocket_enabled");

    private protected override Message? NotLooked(Evidence evidence) =>
        !evidence.IsSoftphone ? WebServerLink.NotASoftphone(evidence) : evidence.Seen.Client.Answers.Missing;

    private protected override IEnumerable<Finding> Find(Evidence evidence)
    {
        if (evidence.Seen.Client.Answers.TryGet(out var who) && who != WebSocketAnswer.Pjsip && !evidence.Drifts.Any(d => Owns(d,
            evidence)))
        {
            yield return new(
                Weight.Broken, NotPjsip,
                who == WebSocketAnswer.ChanSip ? $"chan_sip answers on the WebSocket, and PJSIP sees no softphone"
                    : (Message)$"nobody answers on the WebSocket",
                $"asked from the box itself", $"reconciler plan {evidence.Box.Name}");
        }
    }

    private protected override Message Well(Evidence evidence) =>
        evidence.Seen.Client.CanBeCalled.TryGet(out var reached) && reached
            ? $"PJSIP answers, and its requests reach who is connected"
            : (Message)$"PJSIP answers";
}
