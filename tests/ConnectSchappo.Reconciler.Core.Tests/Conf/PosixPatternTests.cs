using ConnectSchappo.Reconciler.Core.Conf;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Conf;

public static class PosixPatternTests
{
    /// <summary>Pattern, value, whether Asterisk finds the one in the other.</summary>
    public static TheoryData<string, string, bool> Verdicts
    {
        get
        {
            var verdicts = new TheoryData<string, string, bool>();
            var pattern = "";
            foreach (var line in File.ReadLines(Path.Combine(ConfCase.Folder, "filters.txt")).Where(l => !l.StartsWith('#')))
            {
                if (!line.StartsWith(' '))
                {
                    pattern = line;
                    continue;
                }

                foreach (var value in line[Math.Min(6, line.Length)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    verdicts.Add(pattern, value == "_" ? "" : value, line.StartsWith("  yes", StringComparison.Ordinal));
                }
            }

            return verdicts;
        }
    }

    [Theory]
    [MemberData(nameof(Verdicts))]
    public static void A_filter_finds_what_Asterisk_finds(string pattern, string value, bool found) =>
        Assert.Equal(found, PosixPattern.Compile(pattern)?.IsMatch(value) ?? false);

    // The C library takes counts up to 32767, and a line of Asterisk's has at most 8191 bytes.
    [Fact]
    public static void A_count_that_no_line_reaches_matches_nothing() => Assert.Null(PosixPattern.Compile("a{20000}"));
}
