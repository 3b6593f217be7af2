namespace ConnectSchappo.Reconciler.Control;

/// <summary>What a daemon can be asked.</summary>
internal enum ControlWord
{
    Status,
    History,
    Sync,
    Suspend,
    Resume,
    Confirm,
    Rollback,
    Inspect,
    Plan,
}
