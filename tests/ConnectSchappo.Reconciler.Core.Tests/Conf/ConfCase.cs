using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Core.Conf;

namespace ConnectSchappo.Reconciler.Core.Tests.Conf;

/// <summary>
/// A case of the tables under Cases: files, what Asterisk reads of <c>pt/case.conf</c> (or <c>invalid</c>), and the problems that
/// are to be told. Asterisk's verdicts are its own: the oracle test asks it again.
/// </summary>
internal sealed partial record ConfCase(
    string Name, IReadOnlyList<int> Rules, IReadOnlyDictionary<string, byte[]> Files, string Reads, string Problems)
{
    public const string Top = "pt/case.conf";

    public static string Folder { get; } = Path.Combine(Path.GetDirectoryName(Here())!, "Cases");

    public static IReadOnlyDictionary<string, ConfCase> All { get; } =
        Directory.EnumerateFiles(Folder, "*.cases").Order(StringComparer.Ordinal)
            .SelectMany(f => Parse(File.ReadAllText(f, Encoding.Latin1))).ToDictionary(c => c.Name);

    public ConfTree Load() =>
        ConfTree.Load(new ConfFileSet(Files.Select(f => ConfDocument.Parse("/etc/asterisk/" + f.Key, f.Value))), Top);

    public override string ToString() => Name;

    private static IEnumerable<ConfCase> Parse(string text)
    {
        foreach (var part in Regex.Split(text, @"^=== ", RegexOptions.Multiline, TimeSpan.FromSeconds(5)).Skip(1))
        {
            var blocks = Regex.Split(part, @"^--- ", RegexOptions.Multiline, TimeSpan.FromSeconds(5));
            var title = Title().Match(blocks[0]);
            var contents = blocks.Skip(1)
                .Select(b => (Head: b[..b.IndexOf('\n', StringComparison.Ordinal)],
                    Body: b[(b.IndexOf('\n', StringComparison.Ordinal) + 1)..])).ToList();
            yield return new ConfCase(
                title.Groups["name"].Value,
                [.. title.Groups["rule"].Captures.Select(c => int.Parse(c.Value))],
                contents.Where(c => c.Head is not ("reads" or "problems")).ToDictionary(
                    c => c.Head.Replace(" escaped", "", StringComparison.Ordinal),
                    c => c.Head.EndsWith(" escaped", StringComparison.Ordinal) ? CaseText.Unescape(c.Body) : CaseText.Latin1(c.Body)),
                contents.Single(c => c.Head == "reads").Body.TrimEnd(),
                contents.SingleOrDefault(c => c.Head == "problems").Body?.TrimEnd() ?? "");
        }
    }

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"^(?<name>\S+)(?: \(rule (?:(?<rule>\d+)(?:, )?)+\))?\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Title();
}
