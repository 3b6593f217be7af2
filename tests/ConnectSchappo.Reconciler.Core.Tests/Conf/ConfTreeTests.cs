using System.Text;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Conf;

public static class ConfTreeTests
{
    private static readonly ConfFileSet IssabelHttp = Files(
        ("http.conf", "[general]\n#include http_additional.conf\n#include http_custom.conf\n"),
        ("http_additional.conf", "enabled=no\nbindport=8088 ; by the web interface\n"),
        ("http_custom.conf", "; ours\n[general](+)\n  BindPort = 8089\n"));

    [Fact]
    public static void A_value_says_where_it_comes_from_and_what_it_overrides() => Assert.Equal(
        "bindport comes from /etc/asterisk/http_custom.conf:3:3, over /etc/asterisk/http_additional.conf:2:1",
        ConfTree.Load(IssabelHttp, "http.conf").Provenance("general", "bindport", RepeatRule.LastWins).ToString());

    [Theory]
    [InlineData(RepeatRule.FirstWins, "k comes from F:2:1 (by [t]), over F:4:1 and F:5:2")]
    [InlineData(RepeatRule.LastWins, "k comes from F:5:2, over F:2:1 (by [t]) and F:4:1")]
    [InlineData(RepeatRule.Cumulative, "k comes from F:2:1 (by [t]) and F:4:1 and F:5:2")]
    public static void Each_module_has_its_way_with_repeats(RepeatRule rule, string answer) => Assert.Equal(
        answer.Replace("F", "/etc/asterisk/f.conf", StringComparison.Ordinal),
        ConfTree.Load(Files(("f.conf", "[t](!)\nk=1\n[a](t)\nk=2\n\tK=3\n")), "f.conf").Provenance("A", "k", rule).ToString());

    [Fact]
    public static void An_addition_names_its_place() => Assert.Equal(
        "k comes from /etc/asterisk/f.conf:2:1 (added to at /etc/asterisk/f.conf:3:1)",
        ConfTree.Load(Files(("f.conf", "[a]\nk=1\nk+=2\n")), "f.conf").Provenance("a", "k", RepeatRule.LastWins).ToString());

    [Fact]
    public static void A_key_that_is_not_set_says_so() => Assert.Equal(
        "prefix is not set", ConfTree.Load(IssabelHttp, "http.conf").Provenance("general", "prefix", RepeatRule.LastWins).ToString());

    // A file that is cut, and the same file with other lines | whether it is the same problem
    [Theory]
    [InlineData("[a](gone)\n", "; a line more\n\n[a](gone)\n", true)]
    [InlineData("[a](gone)\n", "[b](gone)\n", false)]
    [InlineData("[a](gone)\n", "[a](away)\n", false)]
    [InlineData("[a](+)\n", "[x]\n[a](+)\n", true)]
    [InlineData("[a](+)\n", "[a](gone)\n", false)]
    [InlineData("[a\n", "[x]\n[b\n", true)]
    [InlineData("#include a.conf\n", "#include b.conf\n", false)]
    public static void A_problem_is_the_same_by_its_file_its_code_and_its_names(string before, string after, bool isSame)
    {
        static ConfProblem Cut(string text) => Assert.Single(ConfTree.Load(Files(("f.conf", text)), "f.conf").Problems);

        Assert.Equal(isSame, Cut(before).Id == Cut(after).Id);
    }

    [Fact]
    public static void An_included_file_that_is_cut_says_what_is_lost()
    {
        var tree = ConfTree.Load(
            Files(("pjsip.conf", "#include pjsip_custom.conf\n[x]\n"), ("pjsip_custom.conf", "[a]\n[250\n#include ours.conf\n"),
                ("ours.conf", "[b]\n")),
            "pjsip.conf");
        Assert.True(tree.IsValid);
        Assert.Equal(["a", "x"], tree.Sections.Select(s => s.Name));
        Assert.Equal(new ConfPlace("/etc/asterisk/pjsip_custom.conf", 2, 1), Assert.Single(tree.Cuts).Place);
        Assert.True(tree.Reaches(new ConfPlace("/etc/asterisk/pjsip_custom.conf", 1, 1)));
        Assert.False(tree.Reaches(new ConfPlace("/etc/asterisk/pjsip_custom.conf", 3, 1)));
        Assert.Equal(["/etc/asterisk/pjsip.conf", "/etc/asterisk/pjsip_custom.conf"], tree.Files);
        Assert.DoesNotContain(tree.Includes, i => i.Target == "ours.conf");
    }

    /// <summary>Found by the fuzzer: the cut was told too early, and a key that Asterisk reads could not be set.</summary>
    [Fact]
    public static void A_stray_block_end_cuts_only_behind_the_last_one()
    {
        var tree = ConfTree.Load(Files(("f.conf", "[a]\nk=1 --; ;-- x\nj=2\nm=3 --;\nn=4\n")), "f.conf");
        Assert.Equal(["k", "j", "m"], tree.Find("a")!.Entries.Select(e => e.Key));
        Assert.Equal(new ConfPlace("/etc/asterisk/f.conf", 5, 1), Assert.Single(tree.Cuts).Place);
        Assert.Equal(2, Assert.Single(tree.Problems).Place.Line);
    }

    [Fact]
    public static void Of_one_set_a_file_is_read_once_and_of_another_set_anew()
    {
        var files = Files(("f.conf", "#include g.conf\n"), ("g.conf", "[a]\n"));

        Assert.Same(ConfTree.Load(files, "f.conf"), ConfTree.Load(files, "f.conf"));
        Assert.Equal("b", ConfTree.Load(files.With(Document("g.conf", "[b]\n")), "f.conf").Sections[0].Name);
    }

    [Fact]
    public static void A_partial_set_says_what_it_wants_before_it_judges()
    {
        var files = new ConfFileSet([Document("f.conf", "[a]\n#include b.conf\n#include c*.conf\n#tryinclude d.conf\n")], looked: []);
        var tree = ConfTree.Load(files, "f.conf");
        Assert.True(tree.IsValid);
        Assert.Equal(["/etc/asterisk/b.conf", "/etc/asterisk/c*.conf", "/etc/asterisk/d.conf"], tree.Wanted);

        var looked = new ConfFileSet([.. files.Documents, Document("c1.conf", "k=1\n"), Document("b.conf", "j=1\n")], tree.Wanted);
        var second = ConfTree.Load(looked, "f.conf");
        Assert.Empty(second.Wanted);
        Assert.Equal(["j", "k"], second.Find("a")!.Entries.Select(e => e.Key));
        Assert.False(ConfTree.Load(looked.Without("/etc/asterisk/b.conf"), "f.conf").IsValid);
    }

    [Fact]
    public static void A_missing_top_file_is_told()
    {
        var tree = ConfTree.Load(Files(), "f.conf");
        Assert.False(tree.IsValid);
        Assert.Equal(ConfProblemCode.IncludeMissing, Assert.Single(tree.Problems).Code);
    }

    [Theory]
    [InlineData("[a]\nk=1\n[a](+,a)\n")]
    [InlineData("[a]\nk=1\n[b](a,a,a,a,a,a,a,a,a,a)\n[c](b,b,b,b,b,b,b,b,b,b)\n[d](c,c,c,c,c,c,c,c,c,c)\n[e](d,d,d,d,d,d,d,d,d,d)\n"
        + "[f](e,e,e,e,e,e,e,e,e,e)\n[g](f,f,f,f,f,f,f,f,f,f)\n[h](g,g,g,g,g,g,g,g,g,g)\n")]
    [InlineData("[a]\n#tryinclude f.conf\n#tryinclude f.conf\n#tryinclude f.conf\n#tryinclude f.conf\n")]
    public static void What_Asterisk_would_never_finish_is_told(string text)
    {
        var tree = ConfTree.Load(Files(("f.conf", text)), "f.conf");
        Assert.False(tree.IsValid);
        Assert.Contains(tree.Problems, p => p is { Code: ConfProblemCode.Endless, Severity: ConfSeverity.Fatal });
    }

    [Theory]
    [InlineData("(+k=)", "16.28.0", false)]
    [InlineData("(+k=)", "18.21.0", false)]
    [InlineData("(+k=)", "18.22.0", true)]
    [InlineData("(+k=)", "20.6.0", false)]
    [InlineData("(+k=)", "20.7.0", true)]
    [InlineData("(+k=)", "21.1.0", false)]
    [InlineData("(+k=)", "21.2.0", true)]
    [InlineData("(+k=)", "22.10.1", true)]
    [InlineData("(+k=)", null, false)]
    [InlineData("(+k=1&)", "16.28.0", true)]
    [InlineData("(+k=1&)", "22.10.1", false)]
    [InlineData("(+j=)", "22.10.1", false)]
    [InlineData("(+k)", "22.10.1", false)]
    [InlineData("(+=)", "16.28.0", false)]
    [InlineData("(+=)", "22.10.1", true)]
    public static void What_an_empty_end_of_a_filter_finds_hangs_on_the_version(string addition, string? version, bool isFound) =>
        Assert.Equal(isFound, ConfTree.Load(Of(version, $"[a]\nk=1\n[a]{addition}\nx=1\n"), "f.conf").IsValid);

    /// <summary>Asterisk 22.10.1 takes 6 GB within half a minute; 16.28 rejects the file.</summary>
    [Theory]
    [InlineData("16.28.0", ConfProblemCode.AdditionMissing)]
    [InlineData("22.10.1", ConfProblemCode.Endless)]
    public static void An_addition_that_16_does_not_find_may_be_one_that_22_never_finishes(string version, string code) =>
        Assert.Equal(code, Assert.Single(ConfTree.Load(Of(version, "[a]\nk=1\n[a](+k=,a)\n"), "f.conf").Problems).Code);

    [Fact]
    public static void Block_comments_nested_too_deep_are_told_as_endless()
    {
        Assert.True(ConfTree.Load(Files(("f.conf", string.Concat(Enumerable.Repeat(";--\n", 128)))), "f.conf").IsValid);
        var tree = ConfTree.Load(Files(("f.conf", string.Concat(Enumerable.Repeat(";--\n", 129)))), "f.conf");
        Assert.Equal(ConfProblemCode.Endless, Assert.Single(tree.Problems).Code);
    }

    [Fact]
    public static void Text_is_utf8_where_it_can_be_and_latin1_where_not()
    {
        byte[] bytes = [.. "[a]\nk="u8, 0xC3, 0xA9, .. "\nj="u8, 0xE9, (byte)'\n'];
        var tree = ConfTree.Load(new ConfFileSet([ConfDocument.Parse("/etc/asterisk/f.conf", bytes)]), "f.conf");
        Assert.Equal(["é", "é"], tree.Find("a")!.Entries.Select(e => e.Value));
    }

    private static ConfFileSet Of(string? version, string text) =>
        new([Document("f.conf", text)], dialect: AsteriskVersion.Read(version)?.Dialect ?? default);

    private static ConfDocument Document(string name, string text) =>
        ConfDocument.Parse("/etc/asterisk/" + name, Encoding.UTF8.GetBytes(text));

    private static ConfFileSet Files(params IEnumerable<(string Name, string Text)> files) =>
        new(files.Select(f => Document(f.Name, f.Text)));
}
