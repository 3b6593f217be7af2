using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// What makes a change effective: one row that answers every question about it, in the folder of its subject. What must be said of each
/// is required, so that a row that leaves it out does not compile.
/// </summary>
public sealed class Activation
{
    /// <summary>The word that metrics, the log, and the journal on a box use for it.</summary>
    public required string Name { get; init; }

    /// <summary>The same as machines read it, as in <c>pjsip_reload</c>.</summary>
    public string WireName => Core.WireName.OfName(Name);

    /// <summary>The command that it is, as a telephone engineer knows it.</summary>
    public required Message Words { get; init; }

    /// <summary>The same with what a plan gives it; null where that is merely added.</summary>
    internal Func<EquatableArray<string>, Message>? WordsWith { get; init; }

    public required Rung Rung { get; init; }

    /// <summary>How long it may take.</summary>
    public required TimeSpan Deadline { get; init; }

    /// <summary>Whether it is done in an Asterisk that runs: where Asterisk is to be started, the start does it too.</summary>
    public required bool NeedsAsterisk { get; init; }

    /// <summary>
    /// The shell function that carries it out, and then what that is given: from the arguments of a plan, and from how a restart may be
    /// made.
    /// </summary>
    public required Func<EquatableArray<string>, Policy, EquatableArray<string>> Command { get; init; }

    /// <summary>What it is given where a plan says no more.</summary>
    public EquatableArray<string> Arguments { get; init; }

    /// <summary>Whether it makes the removal of a drift effective, once the files are right.</summary>
    public required Func<Drift, bool> MakesEffective { get; init; }

    /// <summary>Who notices it, where a plan says no more.</summary>
    public required Disturbance Disturbs { get; init; }

    /// <summary>Its impact on people on the phone, where a plan says no more.</summary>
    public required Message Cost { get; init; }

    /// <summary>What makes the old files effective, where it has made the new ones so.</summary>
    public required Undo Undo { get; init; }

    /// <summary>What is reported where it does not end in time.</summary>
    public required Message Hung { get; init; }

    public override string ToString() => Name;

    /// <summary>It as a step of a plan, for one subject.</summary>
    internal PlannedActivation Step(Subject subject, Message reason) =>
        new(this, reason, Cost, Arguments, null) { Serves = [subject], Disturbs = Disturbs };
}
