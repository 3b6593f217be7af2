using System.Text;
using ConnectSchappo.Reconciler.Core.Conf;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Conf;

/// <summary>Before and after, as texts.</summary>
public static class ConfEditTests
{
    private static readonly Func<ConfSectionView, bool> A = s => s.Name == "a";

    [Theory]
    [InlineData("[a]\nk=1\n", "#include x\n[a]\nk=1\n")]
    [InlineData("[a]\r\nk=1\r\n", "#include x\r\n[a]\r\nk=1\r\n")]
    [InlineData("\ufeff[a]\n", "\ufeff#include x\n[a]\n")]
    [InlineData("", "#include x\n")]
    [InlineData("[broken\n", "#include x\n[broken\n")]
    public static void A_first_line_goes_before_all_others(string before, string after) =>
        Becomes(before, d => d.InsertFirstLine("#include x"), after);

    [Theory]
    [InlineData("[a]\nk=1\n", "[a]\nk=1\nj=2\n")]
    [InlineData("[a]\nk=1", "[a]\nk=1\nj=2\n")]
    [InlineData("[a]\r\nk=1", "[a]\r\nk=1\r\nj=2\r\n")]
    [InlineData("", "j=2\n")]
    public static void A_last_line_goes_behind_all_others(string before, string after) =>
        Becomes(before, d => d.AppendLine("j=2"), after);

    [Theory]
    [InlineData("[a]\n;-- open\nk=1\n", "Asterisk does not read as far: everything from f.conf:3:1 is ignored: a block comment that is never closed (f.conf:2:1)")]
    [InlineData("[a]\n[b\nk=1\n", "Asterisk does not read as far: everything from f.conf:2:1 is ignored: a header without its closing ] (f.conf:2:1)")]
    public static void A_last_line_that_nobody_reads_is_refused(string before, string reason) =>
        IsRefused(before, d => d.AppendLine("j=2"), reason);

    [Fact]
    public static void An_include_goes_wherever_it_stands() => Becomes(
        "#include x\n;#include x\n[a]\n  #TRYINCLUDE \"x\" ; mine\n#include xy\n",
        d => d.RemoveInclude("x"),
        ";#include x\n[a]\n#include xy\n");

    [Fact]
    public static void A_line_goes_by_its_number()
    {
        Becomes("\ufeffone\ntwo\nthree", d => d.RemoveLine(1), "\ufefftwo\nthree");
        IsRefused("one\n", d => d.RemoveLine(2), "f.conf has no line 2");
    }

    [Theory]
    [InlineData("[a]\nk=1\n[b]\nj=2\n", "[b]\nj=2\n")]
    [InlineData("[b]\n\n; mine\n;too\n[a]\nk=1\n\n; of b2\n[b2]\n", "[b]\n\n; of b2\n[b2]\n")]
    [InlineData("; the file's\n\n[a]\nk=1\n; inside\nk=2\n", "; the file's\n\n")]
    [InlineData("[a]\nk=1\n#include x\nj=1\n[b]\n", "#include x\n[b]\n")]
    [InlineData("[a]\n[b]\n[A]\n[a]\n", "[b]\n[A]\n")]
    [InlineData("[a]\nk=1\n; its own\n\n\n; of the file\n\n; its end\n", "; of the file\n\n; its end\n")]
    [InlineData("[b]\n[a]\nk=1\n; its own\n\n", "[b]\n")]
    [InlineData("[a]\nk=1\n\n; of nobody\n\n; of b\n[b]\n", "; of nobody\n\n; of b\n[b]\n")]
    [InlineData("[a]\n\n; before its key\nk=1\n", "")]
    [InlineData("\ufeff[a]\nk=1", "\ufeff")]
    [InlineData("[a]\n;-- c\n\nd --;\n[b]\n", ";-- c\n\nd --;\n[b]\n")]
    public static void A_section_goes_with_its_comment_and_leaves_the_next_ones(string before, string after) =>
        Becomes(before, d => d.RemoveSections(A), after);

    [Theory]
    [InlineData("[a](!)\n[b](a)\n", "[b] at f.conf:2:1 needs [a], which would go")]
    [InlineData("[a]\n[A](+)\n", "[A] at f.conf:2:1 needs [A], which would go")]
    [InlineData("[a]\nk=1 ;-- c\n--;\n[b]\n", "a block comment goes over the border of [a] at f.conf:1:1")]
    [InlineData("[b\n[a]\n", "Asterisk does not read as far: everything from f.conf:1:1 is ignored: a header without its closing ] (f.conf:1:1)")]
    public static void A_section_that_cannot_go_alone_stays(string before, string reason) =>
        IsRefused(before, d => d.RemoveSections(A), reason);

    [Theory]
    [InlineData("[a]\nk=1\n", "[a]\nk=v\n")]
    [InlineData("[a]\nk = 1 ; c\n", "[a]\nk = v ; c\n")]
    [InlineData("[a]\n\tk => 1;c\n", "[a]\n\tk => v;c\n")]
    [InlineData("[a]\nk=1\nK=2\n", "[a]\nk=1\nK=v\n")]
    [InlineData("[a]\nj = 1\n[b]\n", "[a]\nj = 1\nk = v\n[b]\n")]
    [InlineData("[a]\n[b]\n\tj => 1\n", "[a]\n\tk => v\n[b]\n\tj => 1\n")]
    [InlineData("[a]", "[a]\nk=v")]
    [InlineData("[a]\nk=\n", "[a]\nk=v\n")]
    [InlineData("[a]\nk= ; c\n", "[a]\nk=v ; c\n")]
    [InlineData("[a]\r\nk=1\r\n", "[a]\r\nk=v\r\n")]
    [InlineData("[a]\nk=old    ; c\nj=1      ; d\n", "[a]\nk=v      ; c\nj=1      ; d\n")]
    [InlineData("[a]\nk=v ; c\n", "[a]\nk=v ; c\n")]
    public static void A_key_is_set_in_the_style_of_its_surroundings(string before, string after) =>
        Becomes(before, d => d.SetKey(A, "k", "v"), after);

    [Theory]
    [InlineData("a;b", "k=a\\;b")]
    [InlineData("a\\;b", "k=a\\\\;b")]
    [InlineData(";-- x --;", "k=\\;-- x --\\;")]
    [InlineData("> x", "k= > x")]
    [InlineData("\"Name\" <250>", "k=\"Name\" <250>")]
    [InlineData("", "k=")]
    public static void A_value_is_written_so_that_it_is_read(string value, string line)
    {
        Becomes("[a]\nk=1\n", d => d.SetKey(A, "k", value), $"[a]\n{line}\n");
        Becomes("[a]\n", d => d.SetKey(A, "k", value), $"[a]\n{line}\n");
        Assert.Equal(value, Tree($"[a]\n{line}\n").Find("a")!.Last("k")!.Value);
    }

    [Theory]
    [InlineData("[a]\nk=1\nk+=2\n", "k is added to with += in line 3 of f.conf")]
    [InlineData("[a]\nk=1;--x--;2\n", "a comment stands inside line 2 of f.conf")]
    [InlineData("[b]\n", "f.conf has no such section")]
    [InlineData("[a]\n[a]\n", "more than one section of f.conf is meant: f.conf:1:1 and f.conf:2:1")]
    [InlineData("[x\n[a]\n", "Asterisk does not read as far: everything from f.conf:1:1 is ignored: a header without its closing ] (f.conf:1:1)")]
    public static void A_key_with_something_in_its_way_is_refused(string before, string reason) =>
        IsRefused(before, d => d.SetKey(A, "k", "v"), reason);

    [Theory]
    [InlineData("a\nb")]
    [InlineData(" a")]
    [InlineData("a\t")]
    public static void A_value_that_no_line_can_hold_is_refused(string value) =>
        Assert.NotNull(Document("[a]\n").SetKey(A, "k", value).Refusal);

    [Fact]
    public static void A_repeat_goes_behind_the_last_of_its_kind() =>
        Becomes("[a]\nallow=ulaw\nallow=alaw\nk=1\n", d => d.AddKey(A, "allow", "opus"), "[a]\nallow=ulaw\nallow=alaw\nallow=opus\nk=1\n");

    [Fact]
    public static void A_key_goes_with_all_its_lines() =>
        Becomes("[a]\nk=1 ; c\nj=2\n K => 3\n[b]\nk=1\n", d => d.RemoveKey(A, "k"), "[a]\nj=2\n[b]\nk=1\n");

    [Fact]
    public static void Keys_are_replaced_where_they_differ() =>
        Becomes("[a]\ntype = aor ; c\nx = 1\ny = 2\nz = 3 ; d\n", d => d.ReplaceKeys(A, [("type", "aor"), ("w", "4"), ("z", "3")]), "[a]\ntype = aor ; c\nw = 4\nz = 3 ; d\n");

    [Theory]
    [InlineData("", "[n](+)\nk=1\nj=2\n")]
    [InlineData("[a]\nx = 1", "[a]\nx = 1\n\n[n](+)\nk = 1\nj = 2\n")]
    [InlineData("[a]\n\n", "[a]\n\n[n](+)\nk=1\nj=2\n")]
    public static void A_section_is_added_behind_all_others(string before, string after) =>
        Becomes(before, d => d.AddSection("n", ["+"], [("k", "1"), ("j", "2")]), after);

    [Fact]
    public static void A_mark_is_set_once_and_taken_away()
    {
        Becomes("; c\n[a]\n", d => d.MarkSection(A, "reconciler r1"), "; c\n; reconciler r1\n[a]\n");
        Becomes("; reconciler r1\n[a]\n", d => d.MarkSection(A, "reconciler r1"), "; reconciler r1\n[a]\n");
        Becomes("; c\n; reconciler r1\n; d\n[a]\n", d => d.UnmarkSection(A, "reconciler r1"), "; c\n; d\n[a]\n");
        IsRefused("[a]\n", d => d.MarkSection(A, "x --; y"), "a mark cannot hold a semicolon, which may end a comment");
    }

    [Fact]
    public static void Edits_compose_and_a_refusal_anywhere_leaves_nothing_behind()
    {
        Becomes("[a]\nk=1\n", d => d.SetKey(A, "k", "2").Then(e => e.InsertFirstLine("; mine")), "; mine\n[a]\nk=2\n");
        IsRefused("[a]\nk=1\n", d => d.SetKey(A, "k", "2").Then(e => e.RemoveLine(99)), "f.conf has no line 99");
    }

    [Fact]
    public static void What_goes_is_kept()
    {
        var edit = Document("[a]\nk=1 ; secret\n[b]\n").RemoveSections(A);
        Assert.Equal("[a]\nk=1 ; secret\n", edit.Removed);
        Assert.True(edit.IsChange);
        Assert.False(Document("[b]\n").RemoveSections(A).IsChange);
    }

    internal static ConfDocument Document(string text) => ConfDocument.Parse("f.conf", Encoding.UTF8.GetBytes(text));

    private static ConfTree Tree(string text) =>
        ConfTree.Load(new ConfFileSet([ConfDocument.Parse("/etc/asterisk/f.conf", Encoding.UTF8.GetBytes(text))]), "f.conf");

    private static void Becomes(string before, Func<ConfDocument, ConfEdit> make, string after)
    {
        var edit = make(Document(before));
        Assert.Null(edit.Refusal);
        Assert.Equal(after, Encoding.UTF8.GetString(edit.Document.ToBytes().Span));
        Assert.Equal(before, Encoding.UTF8.GetString(edit.Undo().ToBytes().Span));
        Assert.Equal(before != after, edit.IsChange);
    }

    private static void IsRefused(string before, Func<ConfDocument, ConfEdit> make, string reason)
    {
        var edit = make(Document(before));
        Assert.Equal(reason, edit.Refusal);
        Assert.Equal(before, Encoding.UTF8.GetString(edit.Document.ToBytes().Span));
        Assert.False(edit.IsChange);
    }
}
