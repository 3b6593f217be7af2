namespace ConnectSchappo.Reconciler.Core.Desired;

public enum PolicyMode
{
    Enforce,
    Observe,
}
