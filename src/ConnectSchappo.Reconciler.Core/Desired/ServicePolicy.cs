namespace ConnectSchappo.Reconciler.Core.Desired;

public enum ServicePolicy
{
    Observe,
    Ensure,
}
