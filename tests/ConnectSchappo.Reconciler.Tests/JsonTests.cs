using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ConnectSchappo.Reconciler.Control;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Reporting;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests;

/// <summary>
/// What the program spells in JSON it spells without reflection, which a program of machine code does not have, and each closed list by its
/// names: a number would change its meaning with the next value.
/// </summary>
public class JsonTests
{
    public static TheoryData<string> Spellings => [.. All.Keys];

    private static Dictionary<string, JsonSerializerContext> All => typeof(History).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(JsonSerializerContext)))
        .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Static).Where(p => p.PropertyType == t && p.Name != "Default"))
        .ToDictionary(p => $"{p.DeclaringType!.Name}.{p.Name}", p => (JsonSerializerContext)p.GetValue(null)!, StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Spellings))]
    public void Every_value_of_a_closed_list_is_spelled_by_its_name(string spelling)
    {
        var context = All[spelling];
        var lists = Types(context).Where(t => t.IsEnum).ToList();

        Assert.All(lists.SelectMany(t => t.GetEnumValues().Cast<Enum>()), value => Assert.Equal(
            value is ConditionType ? $"{value}" : WireName.OfName($"{value}"),
            JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(value, value.GetType(), context))));
    }

    [Fact]
    public void What_is_left_out_is_empty_and_not_null()
    {
        var reply = ControlProtocol.ReadReply("""
            {"status": {"program": "1", "source": "x", "revision": "r", "now": "2026-11-26T00:00:00Z", "boxes": [{"box": "matriz"}]},
             "history": [{"time": "2026-11-26T00:00:00Z", "event": "applied"}]}
            """);

        var box = Assert.Single(reply.Status!.Boxes);
        var entry = Assert.Single(reply.History!);
        Assert.Equal(("", ""), (box.Address, box.DesiredRevision));
        Assert.Equal(([], [], []), (box.Conditions, box.ManualActions, box.Parts));
        Assert.Equal(([], []), (entry.Why, entry.Steps));
    }

    [Fact]
    public void The_spellings_are_found() => Assert.Equal(
        [
            "CliJson.Lenient", "CliJson.OneLine", "CliJson.Strict", "ControlJson.Indented", "ControlJson.OneLine", "HistoryJson.OneLine",
            "StateJson.Lenient", "StateJson.Strict",
        ],
        All.Keys.Order(StringComparer.Ordinal));

    // Every type that can be met in what the context spells.
    private static HashSet<Type> Types(JsonSerializerContext context)
    {
        var roots = context.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.PropertyType.IsSubclassOf(typeof(JsonTypeInfo)))
            .Select(p => ((JsonTypeInfo)p.GetValue(context)!).Type);
        var (met, left) = (new HashSet<Type>(), new Queue<Type>(roots));
        while (left.TryDequeue(out var type))
        {
            type = Nullable.GetUnderlyingType(type) ?? type;
            if (met.Add(type) && context.GetTypeInfo(type) is { } known)
            {
                IEnumerable<Type?> parts = [.. known.Properties.Select(p => p.PropertyType), known.ElementType, known.KeyType];
                parts.OfType<Type>().ToList().ForEach(left.Enqueue);
            }
        }

        return met;
    }
}
