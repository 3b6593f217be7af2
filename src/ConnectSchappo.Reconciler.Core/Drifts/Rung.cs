namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// The ladder of disruption, from what nobody notices to what everybody does. Activations are carried out from below; those of one rung in
/// the order of their subjects, and of their rows.
/// </summary>
public enum Rung
{
    /// <summary>Who is kept out: no phone notices.</summary>
    Bans,

    /// <summary>A module of Asterisk that runs reads its files again: calls and registrations stay.</summary>
    Reload,

    /// <summary>A service beside Asterisk is started.</summary>
    ServiceStart,

    /// <summary>Asterisk is started, and reads all of its files.</summary>
    AsteriskStart,

    /// <summary>A restart of Asterisk, only while no channel is up unless the policy says otherwise.</summary>
    Restart,
}
