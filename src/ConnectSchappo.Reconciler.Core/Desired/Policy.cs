namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>How far the reconciler may go on a box.</summary>
public sealed record Policy
{
    public static Policy Default { get; } = new();

    /// <summary>Whether drift is repaired or only told. Default: enforce.</summary>
    public PolicyMode Mode { get; init; } = PolicyMode.Enforce;

    /// <summary>Where the mode of a part of the box differs from <see cref="Mode"/>; ask <see cref="ModeOf"/>.</summary>
    public EquatableArray<KindMode> ModeByKind { get; init; }

    /// <summary>When a restart may be made. Default: idle, when no channel is up.</summary>
    public RestartWhen RestartWhen { get; init; } = RestartWhen.Idle;

    /// <summary>How long a pending restart waits for calls to end before it becomes an alert. Default: two hours.</summary>
    public TimeSpan RestartMaxWait { get; init; } = TimeSpan.FromHours(2);

    /// <summary>The hours in which a restart may be made, besides <see cref="RestartWhen"/>; null: any.</summary>
    public RestartWindow? RestartWindow { get; init; }

    /// <summary>Whether a person asked for a restart now, for this once.</summary>
    public bool IsHastened { get; init; }

    /// <summary>The most objects that one revision may take away without a person's word. Default: 5.</summary>
    public int RemovalsMax { get; init; } = 5;

    /// <summary>Whether hand-made objects of the same name may be taken over. Default: no.</summary>
    public bool Adopt { get; init; }

    /// <summary>Whether a stopped Asterisk or fail2ban is started. Default: observe, it is only told.</summary>
    public ServicePolicy Service { get; init; } = ServicePolicy.Observe;

    /// <summary>Who confirms a change that was proved. Default: auto.</summary>
    public ConfirmMode Confirm { get; init; } = ConfirmMode.Auto;

    /// <summary>
    /// How long the box waits before it undoes a change by itself: for a person to confirm it where that is manual, for us to come
    /// back where we were cut off. Default: ten minutes.
    /// </summary>
    public TimeSpan ConfirmWithin { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The softphone's endpoint as which a change is proved from a client's side: it registers and takes that back at once. Null:
    /// the challenge alone is asked for, without an account.
    /// </summary>
    public string? ProbeAs { get; init; }

    /// <summary>Where <see cref="ProbeAs"/> stands.</summary>
    public Places ProbePlace { get; init; } = Places.None;

    /// <summary>Fields whose difference is left alone, each with its reason. Default: none.</summary>
    public EquatableArray<IgnoredField> Ignore { get; init; }

    /// <summary>The same, but that a restart waits neither for its window nor for calls to end. Never stays never.</summary>
    public Policy Hastened() =>
        RestartWhen == RestartWhen.Never ? this : this with { RestartWhen = RestartWhen.Now, RestartWindow = null, IsHastened = true };

    /// <summary>Whether drift of one part of the box is repaired or only told.</summary>
    /// <param name="kind">The name of its section in the desired state.</param>
    public PolicyMode ModeOf(string kind) => ModeByKind.FirstOrDefault(m => m.Kind == kind)?.Mode ?? Mode;
}
