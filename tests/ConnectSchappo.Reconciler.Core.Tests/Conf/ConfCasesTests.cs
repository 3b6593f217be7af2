using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Conf;

public static class ConfCasesTests
{
    public static TheoryData<string> Names => [.. ConfCase.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public static void Reads_what_Asterisk_reads(string name)
    {
        var it = ConfCase.All[name];
        Assert.Equal(it.Reads, ConfNotation.Reads(it.Load()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public static void Tells_the_problems(string name)
    {
        var it = ConfCase.All[name];
        Assert.Equal(it.Problems, ConfNotation.Problems(it.Load()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public static void Keeps_every_byte(string name)
    {
        foreach (var (path, bytes) in ConfCase.All[name].Files)
        {
            Assert.Equal(bytes, Core.Conf.ConfDocument.Parse(path, bytes).ToBytes().ToArray());
        }
    }

    [Fact]
    public static void Every_rule_has_a_case() =>
        Assert.Equal(Enumerable.Range(1, 54), ConfCase.All.Values.SelectMany(c => c.Rules).Distinct().Order());
}
