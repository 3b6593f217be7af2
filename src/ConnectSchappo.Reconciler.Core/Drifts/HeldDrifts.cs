using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// Objects that are held, where that keeps them from being what the desired state asks for: one line each. What ends the hold is said
/// by its reason; a missing secret is told of already, as something that is not known, and a certificate as a drift of its own.
/// </summary>
internal static class HeldDrifts
{
    public static IEnumerable<Drift> Find(BoxView box) =>
        from hold in box.Holds
        where hold.Kind is not (HoldKind.Secret or HoldKind.Unready) && Differs(box, hold)
        select new Drift
        {
            Kind = hold.Subject.KindOf(hold.Object),
            Resource = hold.Object,
            Desired = LayerWords.AsDesired,
            File = hold.Kind switch
            {
                HoldKind.Quarantined => $"the last confirmed value",
                HoldKind.Contested => $"changed by somebody",
                HoldKind.Version => (Message)$"left as it was",
                _ => throw new InvalidOperationException($"no word for {hold.Kind}"),
            },
            Remediation = Remediation.Manual,
            Origin = hold.Kind == HoldKind.Contested ? DriftOrigin.Corrective : DriftOrigin.Intentional,
            IsContested = hold.Kind == HoldKind.Contested,
            IsQuarantined = hold.Kind == HoldKind.Quarantined,
            Consequence = hold.Reason,
        };

    // What is kept may be just what is asked for: then nothing is held back.
    private static bool Differs(BoxView box, Hold hold) =>
        ObjectDigest.Of(box.Asked, box.Secrets.Values, hold.Object) != ObjectDigest.Of(box.Desired, box.Secrets.Values, hold.Object);
}
