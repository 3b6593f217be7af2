using System.Text;
using ConnectSchappo.Reconciler.Core.Conf;
using CsCheck;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Conf;

/// <summary>What holds for any file, however broken. RECONCILER_PROPERTY_COUNT tries more files than the usual sample.</summary>
public static class ConfPropertyTests
{
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("RECONCILER_PROPERTY_COUNT"), out var count)
        ? count
        : 2000;

    private static readonly Gen<IReadOnlyDictionary<string, byte[]>> Scribbled =
        Gen.Int.Select(seed => new ConfScribe(new Random(seed), "p").Write());

    private static readonly Gen<ConfDocument> Documents = Gen.OneOf(
        Scribbled.Select(f => ConfDocument.Parse("/etc/asterisk/p/main.conf", f["p/" + ConfScribe.Top])),
        Gen.Byte.Array[0, 300].Select(b => ConfDocument.Parse("/etc/asterisk/p/main.conf", b)));

    private static readonly string[] Texts = ["", "v", "a;b", "\\", "a\\;b", ";--", "--;", "=> x", "> y", "é", "[x]", "#x", "a = b"];

    private static readonly Gen<string> Values = Gen.Int[0, Texts.Length - 1].Select(i => Texts[i]);

    [Fact]
    public static void Bytes_are_kept() => Gen.Byte.Array[0, 400].Sample(
        b => ConfDocument.Parse("f", b).ToBytes().Span.SequenceEqual(b), iter: Count);

    [Fact]
    public static void Lines_cover_every_byte_once() => Documents.Sample(
        d =>
        {
            var at = 0;
            foreach (var line in d.Lines.All)
            {
                Assert.Equal(at, line.Start);
                at = line.End;
            }

            Assert.Equal(d.ToBytes().Length, at);
        },
        iter: Count);

    [Fact]
    public static void Reading_never_fails_and_places_are_in_the_files() => Scribbled.Sample(
        files =>
        {
            var set = new ConfFileSet(files.Select(f => ConfDocument.Parse("/etc/asterisk/" + f.Key, f.Value)));
            var tree = ConfTree.Load(set, "p/" + ConfScribe.Top);
            foreach (var place in tree.Problems.Select(p => p.Place)
                .Concat(tree.Sections.SelectMany(s => s.Entries.Select(e => e.Place).Append(s.Place))))
            {
                var lines = set.Find(place.Path)!.ToBytes().Span.Count((byte)'\n') + 1;
                Assert.InRange(place.Line, 1, lines);
            }
        },
        iter: Count);

    [Fact]
    public static void A_key_stands_where_its_place_says() => Scribbled.Sample(
        files =>
        {
            var set = new ConfFileSet(files.Select(f => ConfDocument.Parse("/etc/asterisk/" + f.Key, f.Value)));
            foreach (var entry in ConfTree.Load(set, "p/" + ConfScribe.Top).Sections.SelectMany(s => s.Entries)
                .Where(e => e.AppendedAt.IsEmpty))
            {
                var line = Encoding.Latin1.GetString(set.Find(entry.Place.Path)!.ToBytes().Span).Split('\n')[entry.Place.Line - 1];
                Assert.Contains(line[entry.Place.Column - 1], new[] { entry.RawKey[0], '\\' });
            }
        },
        iter: Count);

    [Fact]
    public static void An_edit_only_adds_or_only_takes_away() => Gen.Select(Documents, Gen.Int[0, 3], Values).Sample(
        (document, which, value) =>
        {
            var edit = Make(document, which, value);
            var (before, after) = (document.ToBytes().ToArray(), edit.Document.ToBytes().ToArray());
            Assert.True(edit.Refusal is null || before.SequenceEqual(after));
            Assert.True(edit.IsChange || before.SequenceEqual(after));
            Assert.True(which < 2 ? IsWithin(before, after) : IsWithin(after, before));
        },
        iter: 2 * Count);

    [Fact]
    public static void Removing_sections_leaves_all_others_as_they_were() => Gen.Select(Documents, Gen.Int).Sample(
        (document, mask) =>
        {
            bool Goes(ConfSectionView s) => ((mask >> (s.Place.Line % 31)) & 1) == 1;
            var edit = document.RemoveSections(Goes);
            if (edit.Refusal is null)
            {
                Assert.Equal(document.Sections.Where(s => !Goes(s)).SelectMany(All), edit.Document.Sections.SelectMany(All));
            }
        },
        iter: Count);

    [Fact]
    public static void A_first_line_is_read_first_whatever_follows() => Documents.Sample(
        document =>
        {
            var edit = document.InsertFirstLine("#include ours.conf");
            var set = new ConfFileSet([edit.Document, ConfDocument.Parse("/etc/asterisk/ours.conf", "[ours]\n"u8.ToArray())]);
            Assert.Equal("ours", ConfTree.Load(set, document.Path).Sections[0].Name);
        },
        iter: Count);

    private static ConfEdit Make(ConfDocument document, int which, string value) => which switch
    {
        0 => document.InsertFirstLine(value),
        1 => document.AppendLine(value),
        2 => document.RemoveInclude(value),
        _ => document.RemoveSections(s => s.Place.Line % 2 == value.Length % 2),
    };

    // Whether the bytes stand in others, in their order.
    private static bool IsWithin(byte[] bytes, byte[] others)
    {
        var at = 0;
        foreach (var other in others)
        {
            at += at < bytes.Length && bytes[at] == other ? 1 : 0;
        }

        return at == bytes.Length;
    }

    private static IEnumerable<string> All(ConfSectionView section) =>
        section.Entries.Select(e => $"{e.Key}={e.Value}").Prepend($"[{section.Name}]({string.Join(',', section.Options)})");
}
