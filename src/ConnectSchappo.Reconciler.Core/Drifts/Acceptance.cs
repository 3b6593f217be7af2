using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// What a desired state would have to say so that a drift is none, each statement in one place. Or why none can say it, and what to do
/// instead.
/// </summary>
public sealed record Acceptance
{
    public EquatableArray<Statement> Statements { get; init; }

    /// <summary>Other objects that change with it, since they are made of the same lines.</summary>
    public EquatableArray<ResourceId> Takes { get; init; }

    /// <summary>Null where it can be accepted.</summary>
    public Message? Refusal { get; init; }

    /// <summary>Whether no desired state asks for it in any words, so that what else differs there can be accepted without it.</summary>
    public bool IsNoMatter { get; private init; }

    internal static Acceptance Of(params EquatableArray<Statement> statements) => new() { Statements = statements };

    internal static Acceptance Refused(Message why) => new() { Refusal = why };

    /// <summary>Something that is wrong on the box, and that no desired state asks for: its drift says what to do.</summary>
    internal static Acceptance NoMatter(Drift drift) =>
        Refused($"no desired state can ask for it: {drift.Consequence}") with { IsNoMatter = true };

    /// <summary>What runs differs, and the files on the box do not.</summary>
    internal static Acceptance RunsOnly(Drift drift) => Refused(
        $"only what runs differs, and no file on the box says so: the next reload or start ends it, and `reconciler apply` ends it now. "
        + $"To keep it, write the value of {drift.Field} into the desired state by hand");

    /// <summary>A secret: it is never text in a desired state.</summary>
    /// <param name="field">The option.</param>
    /// <param name="value">What the desired state says of it; null where it is silent.</param>
    internal static Acceptance OfSecret(string field, DesiredValue? value) => Refused(value is DesiredValue.SecretReference secret
        ? $"{field} is a secret, which the desired state only names. To accept it, write the new value into the file {secret.Name} of "
            + $"the secrets directory (/etc/reconciler/secrets with the package), then run `reconciler plan`"
        : (Message)($"{field} is a secret, which the desired state only names. To accept it, write its value into a file of the "
            + $"secrets directory (/etc/reconciler/secrets with the package), and `{field}: {{secret: FILE}}` into the desired state"));
}
