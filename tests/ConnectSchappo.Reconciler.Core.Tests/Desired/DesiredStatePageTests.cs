using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Desired;

public sealed class DesiredStatePageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(DesiredStateCase.Folder, "../../../../docs/desired-state.md"));

    [Fact]
    public void The_page_has_a_line_for_every_code_and_no_other()
    {
        var lines = ProblemKinds.All.Select(k =>
            $"| {k.Code} | {k.Severity.ToString().ToLowerInvariant()} | {Cell(k.Title)} | {Cell(k.Hint)} |");

        Assert.Equal(lines, Page.Split('\n').Where(l => l.StartsWith("| DS", StringComparison.Ordinal)));
    }

    private static string Cell(Message message) => message.In(Language.English).Replace("|", "\\|", StringComparison.Ordinal);

    [Fact]
    public void Codes_are_unique_and_in_order()
    {
        var codes = ProblemKinds.All.Select(k => k.Code).ToList();

        Assert.Equal(codes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), codes);
    }

    [Fact]
    public void The_example_on_the_page_has_the_keys_of_every_section()
    {
        var keys = KnownSubjects.Sections.SelectMany(s => s.SchemaAtTop.Concat(s.Schema)).Select(k => k.Key);

        Assert.Empty(keys.Where(k => !Page.Split("```yaml\n")[1].Contains($"\n{k}:", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_example_on_the_page_is_valid_where_it_is_complete()
    {
        // The shape has `...` where anything may stand; these are taken out, and what is left has to read without an unknown key.
        var example = Page.Split("```yaml\n")[1].Split("```")[0]
            .Replace("[...]", "[]", StringComparison.Ordinal)
            .Replace("{...}", "{}", StringComparison.Ordinal)
            .Replace("SHA256:...", "SHA256:" + new string('A', 43), StringComparison.Ordinal);

        var codes = DesiredStateReader.Read("example", example).Problems.Where(p => p.Severity is Severity.Error).Select(p => p.Code);

        // The softphone in it has neither TLS nor its module, which the example leaves out.
        Assert.Equal(["DS041", "DS042"], codes);
    }
}
