using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>
/// The options that one version of Asterisk has, by section (<c>pjsip.conf/endpoint</c>), each with all that is known of it. What the
/// sources tell is made by the program under schemas/, a file a series, and is part of this assembly, so that reading it touches no disk;
/// the rest is in the rows beside this file.
/// </summary>
public sealed class AsteriskCatalogue
{
    private const string Prefix = "asterisk-";

    private static readonly FrozenDictionary<int, Lazy<AsteriskCatalogue>> BySeries =
        typeof(AsteriskCatalogue).Assembly.GetManifestResourceNames().Where(r => r.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(r => SeriesOf(r[Prefix.Length..]), r => new Lazy<AsteriskCatalogue>(() => Load(r)));

    private readonly Dictionary<string, OptionSection> sections;
    private readonly OptionSection[] pjsip;

    /// <exception cref="InvalidOperationException">
    /// The file has a type that is not known, lacks a section of that version, or lacks an option that there is a row of.
    /// </exception>
    internal AsteriskCatalogue(JsonElement json)
    {
        Version = json.GetProperty("asterisk").GetString()!;
        var series = SeriesOf(Version);
        Codecs = json.GetProperty("codecs").EnumerateArray().Select(c => c.GetString()!).ToEquatableArray();
        var sources = json.GetProperty("sections").EnumerateObject()
            .ToDictionary(s => s.Name, s => s.Value.EnumerateObject().Select(Source).ToList(), StringComparer.Ordinal);
        Names = new OptionNames(PjsipSections.Select(s => sources[s.Path].Select(o => o.Name)));
        foreach (var section in PjsipSections)
        {
            sources[section.Path] = [.. sources[section.Path].Select(o => o with { Index = Names.IndexOf(o.Name) })];
        }

        sections = Rows.ToDictionary(r => r.Path, r => r.Of(series, sources.GetValueOrDefault(r.Path)), StringComparer.Ordinal);
        pjsip = [.. PjsipSections.Select(r => sections[r.Path])];
    }

    /// <summary>The series of Asterisk of which there is a catalogue.</summary>
    public static IEnumerable<int> Series => BySeries.Keys.Order();

    /// <summary>The version that the sources had.</summary>
    public string Version { get; }

    /// <summary>The names of the codecs that are built in.</summary>
    public EquatableArray<string> Codecs { get; }

    /// <summary>The sections: PJSIP's in the order of <see cref="PjsipType"/>, then those of other files.</summary>
    public IEnumerable<OptionSection> Sections => Rows.Select(r => sections[r.Path]);

    public OptionSection Http => sections[HttpRows.General.Path];

    public OptionSection Rtp => sections[RtpRows.General.Path];

    public OptionSection SipGeneral => sections[SipRows.General.Path];

    public OptionSection this[PjsipType type] => pjsip[(int)type];

    internal static EquatableArray<SectionRows> Rows { get; } = [.. PjsipSections, HttpRows.General, RtpRows.General, SipRows.General];

    /// <summary>The names of PJSIP's options, by which its objects in memory are held.</summary>
    internal OptionNames Names { get; }

    private static IEnumerable<SectionRows> PjsipSections => Enum.GetValues<PjsipType>().Select(PjsipRows.Of);

    /// <summary>The catalogue of a series of Asterisk: 16, 18.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public static AsteriskCatalogue Of(int series) => BySeries.TryGetValue(series, out var found)
        ? found.Value
        : throw new ArgumentOutOfRangeException(nameof(series), series, $"There are catalogues of Asterisk {string.Join(", ", Series)}.");

    /// <summary>The section by its file and its name: <c>http.conf</c> and <c>general</c>; null where the catalogue has none.</summary>
    public OptionSection? Find(string file, string? section) => sections.GetValueOrDefault($"{file}/{section}");

    private static int SeriesOf(string version) => int.Parse(version.Split('.')[0], CultureInfo.InvariantCulture);

    private static AsteriskCatalogue Load(string resource)
    {
        using var stream = typeof(AsteriskCatalogue).Assembly.GetManifestResourceStream(resource)!;
        using var json = JsonDocument.Parse(stream);
        return new AsteriskCatalogue(json.RootElement);
    }

    private Option Source(JsonProperty option)
    {
        var facts = option.Value;
        var type = facts.GetProperty("type").GetString() switch
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
        };
        return new Option
        {
            Name = option.Name,
            Type = type,
            Words = type is OptionType.Codecs ? Codecs
                : facts.TryGetProperty("words", out var words) ? words.EnumerateArray().Select(w => w.GetString()!).ToEquatableArray() : [],
            Least = facts.TryGetProperty("least", out var least) ? least.GetInt64() : null,
            Most = facts.TryGetProperty("most", out var most) ? most.GetInt64() : null,
            Default = facts.TryGetProperty("default", out var standard) ? standard.GetString() : null,
            ComparedAs = type is OptionType.Text ? ComparedAs.Text : ComparedAs.Word,
        };
    }
}
