using System.Text;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Subjects;
using CsCheck;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Desired;

/// <summary>A text of any kind gives an answer, soon, and never an exception.</summary>
public sealed class HostileTextTests
{
    private static readonly string[] Snippets =
    [
        "\n", " ", "  ", "\t", ":", ": ", "- ", "{", "}", "[", "]", "\"", "'", "&a ", "*a", "!!str ", "!x ", "|", ">", "#", "%", "@", "`",
        "?", "? ", ",",
        "<<: ", "---\n", "...\n", "\r", "\0", "\u0085", "\ufeff", "\ud800", "\U0001F4DE", "%YAML 9999999999999999.1\n", "%TAG ! x\n",
        "|999999999", "\\x", "~", "null", "secret: ",
    ];

    [Fact]
    public void The_sample_with_anything_put_in_or_taken_out_gives_an_answer()
    {
        var sample = DesiredStateCase.Sample;
        var edit = Gen.Select(Gen.Int[0, sample.Length], Gen.Int[0, 40], Gen.Int[0, Snippets.Length - 1].Select(i => Snippets[i]));

        edit.Array[1, 4].Sample(
            edits =>
            {
                var text = new StringBuilder(sample);
                foreach (var (at, length, put) in edits)
                {
                    var start = Math.Min(at, text.Length);
                    text.Remove(start, Math.Min(length, text.Length - start)).Insert(start, put);
                }

                var reading = DesiredStateReader.Read("state.yaml", text.ToString());
                return reading.State is null == reading.Problems.Any(p => p.Severity is Severity.Error);
            },
            iter: 3000,
            threads: 1);
    }

    [Fact]
    public void A_text_of_any_characters_gives_an_answer() =>
        Gen.OneOf(Gen.String, Gen.Int[0, Snippets.Length - 1].Select(i => Snippets[i]).Array[0, 60].Select(string.Concat)).Sample(
            text => DesiredStateReader.Read("state.yaml", text) is var reading
                && reading.State is null == reading.Problems.Any(p => p.Severity is Severity.Error),
            iter: 5000,
            threads: 1);

    public static TheoryData<string, string> Floods => new()
    {
        { "deep lists", new string('[', 200_000) },
        { "deep maps", string.Concat(Enumerable.Repeat("{a: ", 100_000)) },
        { "deep blocks", string.Concat(Enumerable.Range(0, 2_000).Select(i => new string(' ', i) + "a:\n")) },
        { "many unknown keys", string.Concat(Enumerable.Range(0, 100_000).Select(i => $"k{i}: v\n")) },
        {
            "many boxes without anything",
            "apiVersion: reconciler/v1\nboxes:\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"  b{i}: {{}}\n"))
        },
        { "many anchors", string.Concat(Enumerable.Range(0, 50_000).Select(i => $"k{i}: &a{i} x\n")) },
        { "a long key", new string('k', 4_000_000) + ": v\n" },
        { "a long line", "http: {prefix: \"" + new string('x', 4_000_000) + "\"}\n" },
        { "too many characters", new string('#', 9_000_000) },
        {
            "a billion laughs",
            "a: &a [x, x, x, x, x, x, x, x, x]\n"
            + string.Concat("bcdefghij".Select(c => $"{c}: &{c} [{string.Join(", ", Enumerable.Repeat($"*{(char)(c - 1)}", 9))}]\n"))
        },
    };

    [Theory]
    [MemberData(nameof(Floods))]
    public void A_flood_is_refused_soon_and_in_few_words(string name, string text)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var reading = DesiredStateReader.Read(name, text);

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Null(reading.State);
        Assert.InRange(reading.Problems.Count, 1, 501);
        Assert.All(reading.Problems, p => Assert.InRange(p.ToString().Length, 1, 1000));
        // What explodes takes memory as it takes time, and does so on a busy machine as on a quiet one.
        Assert.InRange(allocated, 0, 1L << 30);
    }
}
