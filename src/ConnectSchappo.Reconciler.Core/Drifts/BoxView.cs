using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>A box's desired state beside what was seen of it: all that diffing and planning know.</summary>
public sealed record BoxView
{
    /// <summary>What the desired state says.</summary>
    public required DesiredBox Asked { get; init; }

    /// <summary>
    /// What is wanted now: as asked, but for objects that are held and fields that the policy ignores. The former are in it as they were
    /// confirmed last or found, the latter as our own files have them.
    /// </summary>
    public required DesiredBox Desired { get; init; }

    public EquatableArray<Hold> Holds { get; init; }

    public Past Past { get; init; } = Past.None;

    /// <summary>What the fate of a subject's change hangs on besides the change itself (<see cref="PartInputs"/>).</summary>
    public required Func<Subject, string> Inputs { get; init; }

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

    /// <summary>Everything that the desired state can speak of.</summary>
    public required EquatableArray<Subject> Subjects { get; init; }

    /// <summary>The configuration files of Asterisk's, in the order of the subjects.</summary>
    public required EquatableArray<ConfigFileView> Chains { get; init; }

    /// <summary>A digest of what is asked of an object, by which the same is known again.</summary>
    public string Digest(ResourceId item) => ObjectDigest.Of(Asked, Secrets.Values, item);

    public bool Wants(PjsipType type, string name) => Names.TryGetValue(type, out var names) && names.Contains(name);

    public ConfigFileView Of(ConfigFile configFile) => Chains.First(c => c.ConfigFile == configFile);

    /// <summary>
    /// Whether a file may have been written since Asterisk started, so that what runs need not be what a start would read.
    /// </summary>
    internal bool HasChangedSinceTheStart(ConfigFile configFile) =>
        Seen.Memory.StartedAt is not { } started
        || Of(configFile).Now.Files.Any(f => Seen.Files.GetValueOrDefault(f)?.Changed is not { } changed || changed.DateTime >= started);

    /// <summary>
    /// A desired value as it must stand in Asterisk's memory, only for comparing and never to show; null where it is a secret that
    /// is missing.
    /// </summary>
    public string? Reveal(DesiredValue value) => value is DesiredValue.SecretReference secret
        ? Secrets.Values.TryGetValue(secret.Name, out var found) ? found.Reveal() : null
        : value.ToString();

    /// <summary>An option with a value: where that is a secret by its name, it is shown of no option.</summary>
    internal static Option With(Option option, DesiredValue? value) =>
        value is DesiredValue.SecretReference && !option.IsSecret ? option with { IsSecret = true } : option;

    /// <summary>A value for a person: secrets masked, an empty one made visible.</summary>
    public static Message Show(Option option, string value) =>
        option.IsSecret || Redaction.IsSecret(option.Name) ? LayerWords.Masked
        : value.Length == 0 ? LayerWords.Empty
        : Message.Verbatim(UriPassword.Mask(value, Secret.Mask));
}
