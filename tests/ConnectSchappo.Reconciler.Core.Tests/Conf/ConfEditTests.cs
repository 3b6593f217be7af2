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
    [InlineData("[a]\n;-- open\nk=1\n",
        "Asterisk does not read as far: everything from f.conf:3:1 is ignored: a block comment that is never closed (f.conf:2:1)")]
    [InlineData("[a]\n[b\nk=1\n",
        "Asterisk does not read as far: everything from f.conf:2:1 is ignored: a header without its closing ] (f.conf:2:1)")]
    public static void A_last_line_that_nobody_reads_is_refused(string before, string reason) =>
        IsRefused(before, d => d.AppendLine("j=2"), reason);

    [Fact]
    public static void An_include_goes_wherever_it_stands() => Becomes(
        "#include x\n;#include x\n[a]\n  #TRYINCLUDE \"x\" ; mine\n#include xy\n",
        d => d.RemoveInclude("x"),
        ";#include x\n[a]\n#include xy\n");

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
    [InlineData("[a](!)\n[b](a)\n", "[b] at f.conf:2:1 needs [a], which would be removed")]
    [InlineData("[a]\n[A](+)\n", "[A] at f.conf:2:1 needs [A], which would be removed")]
    [InlineData("[a]\nk=1 ;-- c\n--;\n[b]\n", "a block comment crosses the end of [a] at f.conf:1:1")]
    [InlineData("[b\n[a]\n",
        "Asterisk does not read as far: everything from f.conf:1:1 is ignored: a header without its closing ] (f.conf:1:1)")]
    public static void A_section_that_cannot_go_alone_stays(string before, string reason) =>
        IsRefused(before, d => d.RemoveSections(A), reason);

    [Fact]
    public static void Edits_compose_and_a_refusal_anywhere_leaves_nothing_behind()
    {
        Becomes("[a]\nk=1\n[b]\n", d => d.RemoveSections(A).Then(e => e.InsertFirstLine("; mine")), "; mine\n[b]\n");
        IsRefused(
            "[a]\nk=1\n[b\n", d => d.InsertFirstLine("; mine").Then(e => e.AppendLine("j=2")),
            "Asterisk does not read as far: everything from f.conf:4:1 is ignored: a header without its closing ] (f.conf:4:1)");
    }

    [Fact]
    public static void An_edit_that_finds_everything_as_it_should_be_changes_nothing()
    {
        Becomes("[b]\n", d => d.RemoveSections(A), "[b]\n");
        Becomes("[b]\n", d => d.RemoveInclude("x"), "[b]\n");
    }

    internal static ConfDocument Document(string text) => ConfDocument.Parse("f.conf", Encoding.UTF8.GetBytes(text));

    private static void Becomes(string before, Func<ConfDocument, ConfEdit> make, string after)
    {
        var edit = make(Document(before));
        Assert.Null(edit.Refusal);
        Assert.Equal(after, Encoding.UTF8.GetString(edit.Document.ToBytes().Span));
        Assert.Equal(before != after, edit.IsChange);
    }

    private static void IsRefused(string before, Func<ConfDocument, ConfEdit> make, string reason)
    {
        var edit = make(Document(before));
        Assert.Equal(reason, edit.Refusal?.ToString());
        Assert.Equal(before, Encoding.UTF8.GetString(edit.Document.ToBytes().Span));
        Assert.False(edit.IsChange);
    }
}
