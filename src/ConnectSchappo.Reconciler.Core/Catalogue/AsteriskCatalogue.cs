using System.Text.Json;

namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>
/// The options that one version of Asterisk has, by section (<c>pjsip.conf/endpoint</c>). Made from Asterisk's sources by the program
/// under schemas/, and part of this assembly, so that reading it touches no disk.
/// </summary>
internal sealed class AsteriskCatalogue
{
    private static readonly Lazy<AsteriskCatalogue> Lazy16 = new(() =>
    {
        using var stream = typeof(AsteriskCatalogue).Assembly.GetManifestResourceStream("asterisk-16.json")!;
        using var json = JsonDocument.Parse(stream);
        return new AsteriskCatalogue(json.RootElement);
    });

    private readonly Dictionary<string, Dictionary<string, OptionFacts>> sections;

    public AsteriskCatalogue(JsonElement json)
    {
        Version = json.GetProperty("asterisk").GetString()!;
        Codecs = json.GetProperty("codecs").EnumerateArray().Select(c => c.GetString()!).ToEquatableArray();
        sections = json.GetProperty("sections").EnumerateObject().ToDictionary(
            s => s.Name,
            s => s.Value.EnumerateObject().ToDictionary(o => o.Name, o => Facts(o.Name, o.Value), StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    public static AsteriskCatalogue Asterisk16 => Lazy16.Value;

    public string Version { get; }

    /// <summary>The names of the codecs that are built in.</summary>
    public EquatableArray<string> Codecs { get; }

    public IEnumerable<string> SectionNames => sections.Keys;

    /// <summary>
    /// The options of a section by name. Asterisk does not tell letter cases apart; here there is one spelling, so that a merge, a
    /// difference and an override are by name without a second thought.
    /// </summary>
    public IReadOnlyDictionary<string, OptionFacts> this[string section] => sections[section];

    private static OptionFacts Facts(string name, JsonElement json) => new(
        name,
        json.GetProperty("type").GetString() switch
        {
            "text" => OptionType.Text,
            "yesno" => OptionType.YesNo,
            "integer" => OptionType.Integer,
            "decimal" => OptionType.Decimal,
            "word" => OptionType.Word,
            "words" => OptionType.Words,
            "codecs" => OptionType.Codecs,
            "ignored" => OptionType.Ignored,
            var other => throw new InvalidOperationException($"The catalogue has a type `{other}` that this program does not know."),
        },
        json.TryGetProperty("words", out var words) ? words.EnumerateArray().Select(w => w.GetString()!).ToEquatableArray() : [],
        json.TryGetProperty("least", out var least) ? least.GetInt64() : null,
        json.TryGetProperty("most", out var most) ? most.GetInt64() : null,
        json.TryGetProperty("default", out var standard) ? standard.GetString() : null);
}
