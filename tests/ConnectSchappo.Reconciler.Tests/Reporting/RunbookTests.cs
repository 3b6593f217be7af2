using System.Reflection;
using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Reporting;
using ConnectSchappo.Reconciler.Reporting.Lines;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Reporting;

/// <summary>docs/runbook.md, the events of the program and their fields stay together.</summary>
public static partial class RunbookTests
{
    private const string HowTo =
        "docs/runbook.md has a page an event: a heading '### Name' under '## Events'. From warnings on it has the bullets '- **Impact**', "
        + "'- **Done**', '- **To do**', '- **Over**' (how one sees that it is over); below that a sentence is enough. ";

    private static readonly Dictionary<string, string> Pages = PagesOf("Events");

    private static readonly (MethodInfo Method, LoggerMessageAttribute Event)[] Events = [.. typeof(BoxEvents).Assembly.GetTypes()
        .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        .Select(m => (Method: m, Event: m.GetCustomAttribute<LoggerMessageAttribute>()!))
        .Where(e => e.Event is not null)];

    private static readonly Type?[] ClosedList = [typeof(DaemonEvents), typeof(BoxEvents), typeof(ChangeEvents)];

    public static TheoryData<string> Names => [.. Events.Select(e => e.Event.EventName!)];

    [Fact]
    public static void There_are_events() => Assert.True(Events.Length > 25);

    [Fact]
    public static void All_events_stand_in_the_closed_list() =>
        Assert.All(Events, e => Assert.Contains(e.Method.DeclaringType, ClosedList));

    [Fact]
    public static void Names_and_ids_are_given_once()
    {
        Assert.Equal(Events.Length, Events.Select(e => e.Event.EventName).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Events.Length, Events.Select(e => e.Event.EventId).Distinct().Count());
        Assert.All(Events, e => Assert.Equal(e.Method.Name, e.Event.EventName));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public static void An_event_has_its_page(string name)
    {
        Assert.True(Pages.TryGetValue(name, out var page), $"{name} has none: {HowTo}");
        if (Of(name).Event.Level >= LogLevel.Warning)
        {
            Assert.All(
                Parts, part => Assert.True(page!.Contains($"- **{part}** ", StringComparison.Ordinal), $"{name} lacks {part}: {HowTo}"));
        }
        else
        {
            Assert.True(page!.Trim().Length > 0, $"{name}: {HowTo}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public static void An_error_says_its_impact_what_was_done_and_what_to_do(string name)
    {
        if (Of(name).Event is { Level: >= LogLevel.Error } error)
        {
            Assert.Matches(@" Impact: .+ Done: .+ To do: .+", error.Message);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public static void An_event_of_a_box_begins_with_its_name(string name)
    {
        var (method, told) = Of(name);
        Assert.Equal(
            method.GetParameters().Any(p => p.Name == "box"),
            told.Message.StartsWith("{Box}: ", StringComparison.Ordinal));
    }

    [Fact]
    public static void Every_page_is_of_an_event() =>
        Assert.Empty(Pages.Keys.Except(Events.Select(e => e.Event.EventName!), StringComparer.Ordinal));

    [Fact]
    public static void The_fields_are_those_of_the_table()
    {
        var table = Fields().Matches(Section("The log")).Select(m => m.Groups["name"].Value).ToList();
        var fields = Events
            .SelectMany(e => e.Method.GetParameters())
            .Where(p => p.ParameterType != typeof(ILogger) && !p.ParameterType.IsAssignableTo(typeof(Exception)))
            .Select(p => LogField.NameOf(p.Name!))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.Equal(fields, table);
    }

    [Fact]
    public static void Every_link_leads_to_a_heading()
    {
        var headings = Headings().Matches(Text).Select(m => m.Groups["name"].Value.ToLowerInvariant().Replace(' ', '-')).ToList();
        Assert.Empty(Links().Matches(Text).Select(m => m.Groups["target"].Value).Except(headings, StringComparer.Ordinal));
    }

    internal static readonly string[] Parts = ["Impact", "Done", "To do", "Over"];

    /// <summary>The pages of a section by their headings.</summary>
    internal static Dictionary<string, string> PagesOf(string section) => Section(section).Split("\n### ").Skip(1)
        .ToDictionary(
            p => p[..p.IndexOf('\n', StringComparison.Ordinal)],
            p => p[p.IndexOf('\n', StringComparison.Ordinal)..],
            StringComparer.Ordinal);

    private static string Text => Repository.Text("docs/runbook.md");

    private static (MethodInfo Method, LoggerMessageAttribute Event) Of(string name) => Events.Single(e => e.Event.EventName == name);

    private static string Section(string name)
    {
        var begin = Text.IndexOf($"\n## {name}\n", StringComparison.Ordinal);
        Assert.True(begin >= 0, $"docs/runbook.md has no '## {name}'");
        var end = Text.IndexOf("\n## ", begin + 1, StringComparison.Ordinal);
        return end < 0 ? Text[begin..] : Text[begin..end];
    }

    [GeneratedRegex(@"^\| `(?<name>[a-z_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Fields();

    [GeneratedRegex("^##+ (?<name>.+)$", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex(@"\]\(#(?<target>[^)]+)\)")]
    private static partial Regex Links();
}
