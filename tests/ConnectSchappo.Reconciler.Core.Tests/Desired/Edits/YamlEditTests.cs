using ConnectSchappo.Reconciler.Core.Desired.Edits;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Desired.Edits;

/// <summary>A change at one place of a YAML text: before and after. Keys of a place have a dot between.</summary>
public static class YamlEditTests
{
    [Theory]
    [InlineData("a: 1 # c\nb: 2\n", "a", "x", "a: x # c\nb: 2\n")]
    [InlineData("a:   'it''s'\n", "a", "that's", "a:   'that''s'\n")]
    [InlineData("a: \"q\"\n", "a", "say \"x\"", "a: \"say \\\"x\\\"\"\n")]
    [InlineData("a: 1\n", "a", "null", "a: \"null\"\n")]
    [InlineData("a: 1\n", "a", "", "a: \"\"\n")]
    [InlineData("a: 1\n", "a", "x: y", "a: \"x: y\"\n")]
    [InlineData("a: 1\n", "a", "x #y", "a: \"x #y\"\n")]
    [InlineData("a: 1\n", "a", "\"N\" <250>", "a: '\"N\" <250>'\n")]
    [InlineData("{a: 1, b: 2}\n", "a", "0.0.0.0:8089", "{a: 0.0.0.0:8089, b: 2}\n")]
    [InlineData("{a: 1, b: 2}\n", "a", "x,y", "{a: \"x,y\", b: 2}\n")]
    [InlineData("a: x,y\n", "a", "x,z", "a: x,z\n")]
    [InlineData("a: &k 1 # c\nb: *k\n", "a", "2", "a: &k 2 # c\nb: *k\n")]
    [InlineData("a: &k 1\nb: *k # c\n", "b", "2", "a: &k 2\nb: *k # c\n")]
    [InlineData("a: >-\n  one\n  two\n# c\nb: 1\n", "a", "x", "a: x\n# c\nb: 1\n")]
    [InlineData("a: one\n  two # c\nb: 1\n", "a", "x", "a: x # c\nb: 1\n")]
    [InlineData("a:\r\n  b: 1\r\n", "a.b", "2", "a:\r\n  b: 2\r\n")]
    [InlineData("a: [x, y] # c\n", "a", "x", "a: [x] # c\n")]
    [InlineData("a: [x, y]\n", "a", "y,z", "a: [y, z]\n")]
    [InlineData("a:\n- x # c\n- y\n", "a", "x,y,z", "a:\n- x # c\n- y\n- z\n")]
    [InlineData("a:\n  - x # c\n  - y\n", "a", "y", "a:\n  - y\n")]
    public static void A_value_is_replaced(string before, string path, string value, string after) =>
        Assert.Equal(after, YamlEdit.Make(before, [.. path.Split('.')], new Said.Text(value)));

    [Fact]
    public static void An_alias_is_replaced_alone_where_that_is_asked_for() => Assert.Equal(
        "a: &k 1\nb: 2 # c\n", YamlEdit.Make("a: &k 1\nb: *k # c\n", ["b"], new Said.Text("2"), insteadOfAlias: true));

    [Theory]
    [InlineData("a:\n  b: 1 # c\n# end\nd: 2\n", "a.x", "a:\n  b: 1 # c\n  x: v\n# end\nd: 2\n")]
    [InlineData("a:\n  b: 1", "a.x", "a:\n  b: 1\n  x: v")]
    [InlineData("a:\n   b:\n      c: |-\n         t\n\nd: 2\n", "a.x", "a:\n   b:\n      c: |-\n         t\n   x: v\n\nd: 2\n")]
    [InlineData("a: {b: 1}\n", "a.x", "a: {b: 1, x: v}\n")]
    [InlineData("a: {b: 1,} # c\n", "a.x", "a: {b: 1, x: v,} # c\n")]
    [InlineData("a: {\n  b: 1 # c\n}\n", "a.x", "a: {\n  b: 1, x: v # c\n}\n")]
    [InlineData("a: {}\n", "a.x", "a: {x: v}\n")]
    [InlineData("a: 1\n", "b.c.x", "a: 1\nb: {c: {x: v}}\n")]
    [InlineData("a: &k\n  b: 1\nd: *k\n", "d.x", "a: &k\n  b: 1\n  x: v\nd: *k\n")]
    [InlineData("a:\r\n  b: 1\r\n", "a.x", "a:\r\n  b: 1\r\n  x: v\r\n")]
    [InlineData("e:\n  \"250\": {}\n", "e.251", "e:\n  \"250\": {}\n  \"251\": v\n")]
    public static void A_key_is_added(string before, string path, string after) =>
        Assert.Equal(after, YamlEdit.Make(before, [.. path.Split('.')], new Said.Text("v")));

    [Theory]
    [InlineData("a:\n  # of allow\n  allow: x\n", "a:\n  # of allow\n  disallow: v\n  allow: x\n")]
    [InlineData("a: {b: 1, allow: x}\n", "a: {b: 1, disallow: v, allow: x}\n")]
    public static void A_key_is_added_before_another(string before, string after) =>
        Assert.Equal(after, YamlEdit.Make(before, ["a", "disallow"], new Said.Text("v"), before: ["allow"]));

    [Theory]
    [InlineData("a:\n  b: 1 # c\n  # of d\n  d: 2\n", "a.b", "a:\n  # of d\n  d: 2\n")]
    [InlineData("a:\n  b: 1\n  d: 2", "a.d", "a:\n  b: 1")]
    [InlineData("a:\n  b:\n    c: 1\n    d: 2\n  e: 3\n", "a.b", "a:\n  e: 3\n")]
    [InlineData("a: {b: 1, c: 2, d: 3}\n", "a.b", "a: {c: 2, d: 3}\n")]
    [InlineData("a: {b: 1, c: 2, d: 3}\n", "a.d", "a: {b: 1, c: 2}\n")]
    [InlineData("a: {b: 1}\n", "a.b", "a: {}\n")]
    [InlineData("a:\n  b: 1\nc: 2\n", "a.b", "a: {}\nc: 2\n")]
    [InlineData("a: # c\n  b: 1\n", "a.b", "a: {} # c\n")]
    public static void A_key_is_removed(string before, string path, string after) =>
        Assert.Equal(after, YamlEdit.Make(before, [.. path.Split('.')], new Said.Nothing()));

    [Theory]
    [InlineData("a: [x, y]\n", "+z", "a: [x, y, z]\n")]
    [InlineData("a: []\n", "+z", "a: [z]\n")]
    [InlineData("a: [\"x\"]\n", "+z", "a: [\"x\", \"z\"]\n")]
    [InlineData("a:\n- x # c\n# d\n", "+z", "a:\n- x # c\n- z\n# d\n")]
    [InlineData("b: 1\n", "+z", "b: 1\na: [z]\n")]
    [InlineData("a: [x, y, z]\n", "-y", "a: [x, z]\n")]
    [InlineData("a: [x, y]\n", "-y", "a: [x]\n")]
    [InlineData("a: [x]\n", "-x", "a: []\n")]
    [InlineData("a:\n- x # c\n# d\n- y\n", "-x", "a:\n# d\n- y\n")]
    [InlineData("a:\n  - x\nb: 1\n", "-x", "a: []\nb: 1\n")]
    public static void An_item_comes_or_goes(string before, string item, string after) => Assert.Equal(
        after, YamlEdit.Make(before, ["a"], item[0] == '+' ? new Said.Item(item[1..]) : new Said.NoItem(item[1..])));

    [Fact]
    public static void An_object_is_added_with_its_options() => Assert.Equal(
        "a:\n  x: {p: 1}\n  y: {q: \"a,b\", \"r\": ''}\n".Replace("\"r\": ''", "r: \"\"", StringComparison.Ordinal),
        YamlEdit.Make("a:\n  x: {p: 1}\n", ["a", "y"], new Said.Options([KeyValuePair.Create("q", "a,b"), KeyValuePair.Create("r", "")])));

    [Theory]
    [InlineData("? a\n: b: 1\n  c: 2\n", "a.b", "x")]
    [InlineData("a: {b: {secret: s}}\n", "a.b", "x")]
    [InlineData("a: 1\n", "a.b", "x")]
    public static void What_takes_more_than_that_is_left_to_a_person(string before, string path, string value) =>
        Assert.Contains(YamlEdit.Make(before, [.. path.Split('.')], new Said.Text(value)), new[] { null, "? a\n: b: x\n  c: 2\n" });
}
