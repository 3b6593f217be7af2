using System.Text.Json;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Tests.Desired;
using ConnectSchappo.Reconciler.Schemas;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Schemas;

public sealed class SchemaWriterTests
{
    private static readonly string File = Path.Combine(DesiredStateCase.Folder, "../../../../schemas/desired-state.schema.json");

    [Fact]
    public void The_schema_in_the_repository_is_the_one_that_the_catalogue_makes() =>
        Assert.True(
            System.IO.File.ReadAllText(File) == SchemaWriter.Write(),
            "schemas/desired-state.schema.json is old: dotnet run --project schemas/ConnectSchappo.Reconciler.Schemas -- schema "
            + "> schemas/desired-state.schema.json");

    /// <summary>A key that nobody has, put into each map of known keys: the reader tells the keys that it knows there.</summary>
    [Theory]
    [InlineData("", "x: 1")]
    [InlineData("box", "boxes: {b: {x: 1}}")]
    [InlineData("group", "groups: {g: {x: 1}}")]
    [InlineData("profile", "profiles: {p: {x: 1}}")]
    [InlineData("extension", "extensions: {e: {x: 1}}")]
    [InlineData("pjsip", "pjsip: {x: 1}")]
    [InlineData("policy", "policy: {x: 1}")]
    public void Schema_and_reader_know_the_same_keys(string definition, string yaml)
    {
        using var schema = JsonDocument.Parse(SchemaWriter.Write());
        var shape = definition.Length == 0 ? schema.RootElement : schema.RootElement.GetProperty("$defs").GetProperty(definition);
        var keys = shape.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal);

        var hint = DesiredStateReader.Read("state.yaml", yaml).Problems.Single(p => p.Code == "DS010").Hint.ToString();

        Assert.Equal(keys, hint.Split('`').Where((_, i) => i % 2 == 1).Order(StringComparer.Ordinal));
    }
}
