using System.Net;
using ConnectSchappo.Reconciler.Boxes.Observing;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Diagnoses;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations.Ami;

namespace ConnectSchappo.Reconciler.Boxes.Diagnosing;

/// <summary>Asks a box, right after an observation of it, what the links of a softphone are examined by. It changes nothing.</summary>
internal sealed class EvidenceGathering(IBoxConnection line, BoxObserver observer)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <param name="view">The box as it is wanted and as it was just seen.</param>
    /// <param name="report">What differs.</param>
    /// <param name="extension">The extension; null where the box has none.</param>
    /// <param name="client">The address of the client; null where none is asked about.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="BoxFailure">The connection to the box is lost.</exception>
    public async Task<Evidence> Of(
        BoxView view, DriftReport report, string? extension, IPAddress? client, CancellationToken cancellation)
    {
        var evidence = new Evidence { View = view, Report = report, Extension = extension, Client = client };
        var hasChanSip = view.Asked.Running(view.Seen.Version).Catalogue.HasChanSip;
        evidence = await Ask(evidence, DoctorQuestions.First(hasChanSip, extension), cancellation);
        var printed = Question.Of(
            $"the host's part of the diagnosis", line.Run(HostScript.Text(client, evidence), default, Deadline, cancellation));
        evidence = await Ask(evidence, DoctorQuestions.Second(evidence), cancellation);
        return evidence with { Host = HostScript.Read((await printed).WhenDone().Text, evidence) };
    }

    private async Task<Evidence> Ask(Evidence evidence, EquatableArray<AmiAction> actions, CancellationToken cancellation)
    {
        if (actions.IsEmpty)
        {
            return evidence;
        }

        return await observer.Ask(actions, cancellation) is { } replies
            ? evidence with { Answers = evidence.Answers?.And(actions, replies) ?? new AmiAnswers(actions, replies) }
            : evidence with
            {
                Answers = null,
                NoAnswers = $"Asterisk's manager interface cannot be used. Check on the box: asterisk -rx 'manager show settings'",
            };
    }
}
