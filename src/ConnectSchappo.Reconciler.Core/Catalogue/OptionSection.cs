using System.Collections.Frozen;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>A kind of section whose options Asterisk defines, in one version of Asterisk.</summary>
public sealed class OptionSection
{
    private readonly SectionRows rows;

    // Most sections of most versions are never asked: these are made for the first question.
    private readonly Lazy<FrozenDictionary<string, Option>> exact;
    private readonly Lazy<FrozenDictionary<string, Option>> anyCase;

    internal OptionSection(SectionRows rows, IReadOnlyDictionary<string, Option> options, EquatableArray<Option> curated)
    {
        this.rows = rows;
        Options = options;
        Curated = curated;
        exact = new(() => options.ToFrozenDictionary(StringComparer.Ordinal));
        anyCase = new(() => options.Values.SelectMany(o => o.OlderNames.Append(o.Name).Select(n => KeyValuePair.Create(n, o)))
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));
        References = curated.Where(o => o.RefersTo is not null).Select(o => (o.Name, o.RefersTo!.Value)).ToEquatableArray();
        UnderWebRtc = [.. curated.Where(o => o.UnderWebRtc is not null)];
        Defaults = options.Values.Where(o => o is { Default: not null, IsComparedUnasked: true })
            .Select(o => new OptionDefault(o, o.DefaultInMemory!, Spelled(o))).ToEquatableArray();
        IsInMemory = options.Values.Any(o => o.ShownAs is not ShownAs.Nothing);
    }

    /// <summary>How a problem names it: <c>an endpoint</c>.</summary>
    public Message Title => rows.Title;

    /// <summary>Its name in the catalogue: <c>pjsip.conf/endpoint</c>.</summary>
    public string Path => rows.Path;

    /// <summary>What <c>policy.ignore</c> calls it: <c>endpoint</c>.</summary>
    public string Kind => rows.Kind;

    /// <summary>
    /// The options by name. Asterisk does not tell letter cases apart; here there is one spelling, so that a merge, a difference and an
    /// override are by name without a second thought.
    /// </summary>
    public IReadOnlyDictionary<string, Option> Options { get; }

    /// <summary>Those that have a row of their own, in the order of the rows.</summary>
    public EquatableArray<Option> Curated { get; }

    /// <summary>Those that name other objects, and the type of these, in the order of the rows.</summary>
    public EquatableArray<(string Option, PjsipType To)> References { get; }

    /// <summary>Those of which memory shows one value for every softphone, in the order of the rows.</summary>
    public EquatableArray<Option> UnderWebRtc { get; }

    /// <summary>What memory must show where nobody asks for anything.</summary>
    public EquatableArray<OptionDefault> Defaults { get; }

    /// <summary>Whether Asterisk's memory shows anything of such a section.</summary>
    public bool IsInMemory { get; }

    /// <summary>
    /// What holds for a key of a file, in any letter case: of the option of that name, be it an older one; of a key that Asterisk does not
    /// know what holds of every option here.
    /// </summary>
    public Option this[string key] =>
        exact.Value.TryGetValue(key, out var option) || anyCase.Value.TryGetValue(key, out option)
            ? option
            : rows.Each(new Option { Name = key, ComparedAs = ComparedAs.Word });

    /// <summary>The option of that name, in any letter case; null where Asterisk has none.</summary>
    public Option? Find(string name) =>
        anyCase.Value.TryGetValue(name, out var option) && option.Name.Equals(name, StringComparison.OrdinalIgnoreCase) ? option : null;

    /// <summary>The option that memory prints under a label; null where it prints none.</summary>
    public Option? Labelled(string label) => Curated.FirstOrDefault(o => o.Labels.Contains(label));

    /// <summary>Whether an option's value is a secret, or a line with one in its midst.</summary>
    public bool IsSecret(string name) => Find(name) is { IsSecret: true };

    private static string Spelled(Option option) =>
        option.Type is not OptionType.YesNo ? option.DefaultInMemory! : option.DefaultInMemory == "yes" ? "true" : "false";
}
