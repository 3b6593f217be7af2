namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>How far the reconciler may go on a box.</summary>
public sealed record Policy
{
    public static Policy Default { get; } = new();

    /// <summary>Whether drift is repaired or only told. Default: enforce.</summary>
    public PolicyMode Mode { get; init; } = PolicyMode.Enforce;

    /// <summary>When a restart may be made. Default: idle, when no channel is up.</summary>
    public RestartWhen RestartWhen { get; init; } = RestartWhen.Idle;

    /// <summary>How long a pending restart waits for calls to end before it becomes an alert. Default: two hours.</summary>
    public TimeSpan RestartMaxWait { get; init; } = TimeSpan.FromHours(2);

    /// <summary>The most objects that one revision may take away without a person's word. Default: 5.</summary>
    public int RemovalsMax { get; init; } = 5;

    /// <summary>Whether hand-made objects of the same name may be taken over. Default: no.</summary>
    public bool Adopt { get; init; }

    /// <summary>Whether a stopped Asterisk or fail2ban is started. Default: observe, it is only told.</summary>
    public ServicePolicy Service { get; init; } = ServicePolicy.Observe;
}
