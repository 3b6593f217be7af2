using System.Collections.Frozen;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>A box's desired state beside what was seen of it: all that diffing and planning know.</summary>
public sealed record BoxView
{
    /// <summary>What is wanted; fields that the policy ignores are in it as our own files have them.</summary>
    public required DesiredBox Desired { get; init; }

    /// <summary>Ignored fields that our own files have otherwise than the desired state says.</summary>
    public EquatableArray<IgnoredDrift> Ignored { get; init; }

    public required Observation Seen { get; init; }

    /// <summary>The names of the PJSIP objects that are wanted, by their type; a type without any is not in it.</summary>
    public required IReadOnlyDictionary<PjsipType, HashSet<string>> Names { get; init; }

    public required ResolvedSecrets Secrets { get; init; }

    /// <summary>The files as they are.</summary>
    public required ConfFileSet Files { get; init; }

    /// <summary>The files as they should be, with why.</summary>
    public required EquatableArray<WantedFile> Wanted { get; init; }

    public required EquatableArray<ChainView> Chains { get; init; }

    /// <summary>Resources that somebody else puts back again and again, by <see cref="Drift.Resource"/>: told, and left alone.</summary>
    public IReadOnlySet<string> Contested { get; init; } = FrozenSet<string>.Empty;

    public bool Wants(PjsipType type, string name) => Names.TryGetValue(type, out var names) && names.Contains(name);

    public ChainView Of(Chain chain) => Chains.First(c => c.Chain == chain);

    /// <summary>
    /// A desired value as it must stand in Asterisk's memory, only for comparing and never to show; null where it is a secret that
    /// is missing.
    /// </summary>
    public string? Reveal(DesiredValue value) => value is DesiredValue.SecretReference secret
        ? Secrets.Values.TryGetValue(secret.Name, out var found) ? found.Reveal() : null
        : value.ToString();

    /// <summary>A value for a person: secrets masked, an empty one made visible.</summary>
    public static string Show(string option, string value) => Redaction.IsSecret(option) ? Secret.Mask : value.Length == 0 ? "(empty)" : value;
}
