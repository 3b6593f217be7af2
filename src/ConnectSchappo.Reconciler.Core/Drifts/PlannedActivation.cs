using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>An activation of a plan: why it is needed, its impact on people on the phone, and what it waits for.</summary>
/// <param name="Arguments">The addresses to unban, the modules to reload, or the jails of fail2ban to begin anew; otherwise empty.</param>
/// <param name="WaitsFor">In words, what must be true first; null where it need not wait.</param>
public sealed record PlannedActivation(
    Activation Activation, Message Reason, Message Cost, EquatableArray<string> Arguments, Message? WaitsFor)
{
    /// <summary>The command with what it is given, for a person.</summary>
    public Message Words => Activation.WordsWith?.Invoke(Arguments)
        ?? (Arguments.IsEmpty ? Activation.Words : (Message)$"{Activation.Words} {string.Join(' ', Arguments)}");

    /// <summary>The subjects that need it.</summary>
    public EquatableArray<Subject> Serves { get; init; }

    /// <summary>What would be needed without it, and is spared by it; each serves a subject that needs no more than that.</summary>
    public EquatableArray<PlannedActivation> Covers { get; init; }

    public Disturbance Disturbs { get; init; }

    /// <summary>Channels that were up when the plan was made; null where that was not known or is not asked.</summary>
    public int? Channels { get; init; }

    /// <summary>
    /// Of a restart what it would take away that runs now, whoever's it is: it waits until it would take nothing, or a person forces it.
    /// </summary>
    public EquatableArray<Message> Loses { get; init; }

    /// <summary>When the window opens that it waits for; null where it waits for none.</summary>
    public DateTimeOffset? Opens { get; init; }

    /// <summary>How long it may wait before that is an alert; null where it does not wait.</summary>
    public TimeSpan? AlertAfter { get; init; }
}
