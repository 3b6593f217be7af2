using System.Globalization;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Inspections;

/// <summary>
/// The codecs that Asterisk knows, and whether it can translate each: one that it cannot is passed on as it is, to whoever has it too.
/// </summary>
/// <remarks>
/// <c>core show codecs</c> names a codec and its format (<c>silk</c>, <c>silk16</c>), and <c>core show translation paths ulaw</c> a codec
/// and its rate (<c>silk:16000</c>). Seen on Asterisk 16.28 and 22.10; 22 has a column QUALITY more.
/// </remarks>
internal sealed class CodecsInspection() : MemoryInspection(
    "codecs", "the codecs of Asterisk, and those that it can translate",
    "codec", "kind", "translated", "description")
{
    private const string FromWhich = "ulaw";

    private static readonly AmiAction List = AmiAction.Command("core show codecs");

    private static readonly AmiAction Paths = AmiAction.Command($"core show translation paths {FromWhich}");

    /// <summary>What is asked.</summary>
    internal static EquatableArray<AmiAction> Questions => [List, Paths];

    public override EquatableArray<AmiAction> Actions(DesiredBox box) => Questions;

    /// <summary>
    /// The audio codecs that Asterisk knows, by their format, and whether it can translate each; none where it did not say.
    /// </summary>
    internal static Dictionary<string, bool> Audio(AmiAnswers answers)
    {
        var paths = answers.Lines(Paths).Select(Path.Read).OfType<Path>().ToList();
        return answers.Lines(List).Select(Codec.Read).OfType<Codec>().Where(c => c.Kind == "audio" && paths.Count > 0)
            .DistinctBy(c => c.Format, StringComparer.Ordinal)
            .ToDictionary(c => c.Format, c => Translated(c, paths) == "yes", StringComparer.Ordinal);
    }

    private protected override Fact<IEnumerable<EquatableArray<string>>> Rows(AmiAnswers answers)
    {
        var codecs = answers.Lines(List).Select(Codec.Read).OfType<Codec>().ToList();
        var paths = answers.Lines(Paths).Select(Path.Read).OfType<Path>().ToList();
        return codecs.Count == 0
            ? Fact.Unknown<IEnumerable<EquatableArray<string>>>($"no answer to core show codecs")
            : Fact.Known(codecs.Select(c => new EquatableArray<string>([c.Format, c.Kind, Translated(c, paths), c.Description])));
    }

    // Of other kinds than audio nothing is translated, and Asterisk lists no path.
    private static string Translated(Codec codec, List<Path> paths) =>
        codec.Kind != "audio" || paths.Count == 0 ? ""
        : codec.Format == FromWhich || paths.Find(p => p.Codec == codec.Name && codec.HasRate(p.Rate)) is { IsThere: true } ? "yes"
        : "no";

    private sealed record Codec(string Kind, string Name, string Format, string Description)
    {
        // ID KIND NAME FORMAT [QUALITY] (DESCRIPTION)
        public static Codec? Read(string line) =>
            line.IndexOf('(', StringComparison.Ordinal) is >= 0 and var from && line.LastIndexOf(')') is var to && to > from
            && line[..from].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var id, var kind, var name, var format, ..]
            && id.All(char.IsAsciiDigit)
                ? new Codec(kind, name, format, line[(from + 1)..to])
                : null;

        // slin44 is slin at 44100 Hz; a format without a number has the lowest rate that there is of its codec, which is listed first.
        public bool HasRate(int rate) => Format.StartsWith(Name, StringComparison.Ordinal)
            && Format[Name.Length..] is var thousands && (thousands.Length == 0 || thousands == $"{rate / 1000}");
    }

    private sealed record Path(string Codec, int Rate, bool IsThere)
    {
        // CODEC:RATE To CODEC:RATE : the codecs on the way, or No Translation Path
        public static Path? Read(string line) =>
            line.Split(" To ", 2) is [_, var rest] && rest.Split(':', 3) is [var codec, var rate, var way]
            && int.TryParse(rate, NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var hertz)
                ? new Path(codec.Trim(), hertz, !way.Contains("No Translation Path", StringComparison.Ordinal))
                : null;
    }
}
