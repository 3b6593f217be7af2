namespace ConnectSchappo.Reconciler.Core.Desired;

public enum Severity
{
    Warning,

    /// <summary>The desired state is refused as a whole.</summary>
    Error,
}
