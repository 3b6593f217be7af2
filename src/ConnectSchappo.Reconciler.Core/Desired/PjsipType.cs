namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>The sorcery object types of res_pjsip that a desired state may hold, in the order in which they are written.</summary>
public enum PjsipType
{
    Auth,
    Aor,
    Endpoint,
}
