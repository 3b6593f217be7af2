namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>A difference that the policy leaves alone: it is shown, and neither counts nor is repaired.</summary>
/// <param name="Drift">What differs, and in which layers.</param>
/// <param name="Reason">What the policy says of it.</param>
public sealed record IgnoredDrift(Drift Drift, string Reason)
{
    public string Reason { get; init; } = PlainText.Line(Reason);
}
