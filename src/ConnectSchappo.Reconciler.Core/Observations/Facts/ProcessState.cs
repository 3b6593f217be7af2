namespace ConnectSchappo.Reconciler.Core.Observations.Facts;

/// <summary>A process of a box.</summary>
/// <param name="Id">Its number.</param>
/// <param name="State">What <c>/proc/ID/status</c> says of its state, such as <c>T (stopped)</c>.</param>
public sealed record ProcessState(int Id, string State)
{
    /// <summary>Whether a signal stopped it, so that another one lets it go on.</summary>
    public bool IsStopped => State is ['T' or 't', ..];
}
