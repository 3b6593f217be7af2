using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>
/// The options that one version of Asterisk has, by section (<c>pjsip.conf/endpoint</c>), each with all that is known of it; or those that
/// any version has. What the sources tell is made by the program under schemas/, a file a series, and is part of this assembly, so that
/// reading it touches no disk; the rest is in the rows beside this file.
/// </summary>
public sealed class AsteriskCatalogue
{
    private const string Prefix = "asterisk-";

    private static readonly FrozenDictionary<int, Lazy<AsteriskCatalogue>> BySeries =
        typeof(AsteriskCatalogue).Assembly.GetManifestResourceNames().Where(r => r.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(r => SeriesOf(r[Prefix.Length..]), r => new Lazy<AsteriskCatalogue>(() => Load(r)));

    private static readonly Lazy<AsteriskCatalogue> OfAny = new(() => new AsteriskCatalogue([.. BySeries.Keys.Order().Select(Of)]));

    private readonly Dictionary<string, OptionSection> sections;
    private readonly OptionSection[] pjsip;

    /// <exception cref="InvalidOperationException">
    /// The file has a type that is not known, lacks a section of that version, or lacks an option that there is a row of.
    /// </exception>
    internal AsteriskCatalogue(JsonElement json)
    {
        Version = json.GetProperty("asterisk").GetString()!;
        var series = SeriesOf(Version);
        SeriesNumber = series;
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

    /// <summary>Of each section the options that some of the versions lack, or of which they take less than another.</summary>
    /// <remarks>Of <see cref="Any"/> alone.</remarks>
    private readonly Dictionary<string, FrozenSet<string>> varying = [];

    // Of an option that several versions have, the newest is the judge of all but the values that it may be.
    private AsteriskCatalogue(IReadOnlyList<AsteriskCatalogue> versions)
    {
        Version = "of any version";
        Codecs = versions.SelectMany(v => v.Codecs).Distinct(StringComparer.Ordinal).ToEquatableArray();
        Names = new OptionNames(PjsipSections.Select(
            s => versions.SelectMany(v => v.sections[s.Path].Options.Keys).Distinct(StringComparer.Ordinal)));
        sections = Rows.ToDictionary(r => r.Path, r => r.OfAny(versions.Select(v => v.sections[r.Path]), Names), StringComparer.Ordinal);
        pjsip = [.. PjsipSections.Select(r => sections[r.Path])];
        varying = sections.ToDictionary(
            s => s.Key,
            s => s.Value.Options.Values
                .Where(o => versions.Any(v => !v.sections[s.Key].Options.TryGetValue(o.Name, out var own) || !own.TakesAsMuchAs(o)))
                .Select(o => o.Name).ToFrozenSet(StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    /// <summary>The series of Asterisk of which there is a catalogue.</summary>
    public static IEnumerable<int> Series => BySeries.Keys.Order();

    /// <summary>What any of these versions has: for reading a desired state before it is known which version a box runs.</summary>
    public static AsteriskCatalogue Any => OfAny.Value;

    /// <summary>The version that the sources had.</summary>
    public string Version { get; }

    /// <summary>The first number of <see cref="Version"/>; null of <see cref="Any"/>.</summary>
    public int? SeriesNumber { get; }

    /// <summary>The options of a section of which it depends on the version whether they are there, or what they take.</summary>
    internal static FrozenSet<string> Varying(string section) => Any.varying[section];

    /// <summary>Whether this Asterisk has chan_sip, which is gone since 21.</summary>
    public bool HasChanSip => SipGeneral.Options.Count > 0;

    /// <summary>The names of the codecs that are built in.</summary>
    public EquatableArray<string> Codecs { get; }

    /// <summary>The sections: PJSIP's in the order of <see cref="PjsipType"/>, then those of other files.</summary>
    public IEnumerable<OptionSection> Sections => Rows.Select(r => sections[r.Path]);

    public OptionSection Http => sections[HttpRows.General.Path];

    public OptionSection Rtp => sections[RtpRows.General.Path];

    public OptionSection SipGeneral => sections[SipRows.General.Path];

    public OptionSection this[PjsipType type] => pjsip[(int)type];

    /// <summary>A section by its name in the catalogue: <c>pjsip.conf/endpoint</c>.</summary>
    public OptionSection this[string path] => sections[path];

    internal static EquatableArray<SectionRows> Rows { get; } = [.. PjsipSections, HttpRows.General, RtpRows.General, SipRows.General];

    /// <summary>The names of PJSIP's options, by which its objects in memory are held.</summary>
    internal OptionNames Names { get; }

    private static IEnumerable<SectionRows> PjsipSections => Enum.GetValues<PjsipType>().Select(PjsipRows.Of);

    /// <summary>The catalogue of a series of Asterisk: 16, 18.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public static AsteriskCatalogue Of(int series) => BySeries.TryGetValue(series, out var found)
        ? found.Value
        : throw new ArgumentOutOfRangeException(nameof(series), series, $"There are catalogues of Asterisk {string.Join(", ", Series)}.");

    /// <summary>
    /// The catalogue that fits a version best: of its series; of one that has none the newest that is older, or the oldest that there is.
    /// </summary>
    public static AsteriskCatalogue For(AsteriskVersion version) =>
        Of(Series.LastOrDefault(s => s <= version.Series, Series.First()));

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
