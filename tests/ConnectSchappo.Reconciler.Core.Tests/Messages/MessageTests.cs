using ConnectSchappo.Reconciler.Core.Messages;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Messages;

/// <summary>A message keeps its words and its arguments apart until it is printed.</summary>
public class MessageTests
{
    [Fact]
    public void Its_words_are_those_of_the_string_and_its_arguments_keep_their_types()
    {
        Message message = $"{"250"} waits {3} times, as {{braces}} do";

        Assert.Equal("{0} waits {1} times, as {{braces}} do", message.Id);
        Assert.Equal(["250", 3], message.Arguments);
        Assert.Equal("250 waits 3 times, as {braces} do", message.In(Language.English));
    }

    [Fact]
    public void It_is_printed_in_a_language_with_what_stands_in_it()
    {
        Message inner = $"port {8089} is taken";
        Message message = $"{"TLS"}: {inner} ({new DateTime(2026, 11, 25):yyyy-MM-dd})";

        Assert.Equal("(2026-11-25) PORT 8089 IS TAKEN: TLS", message.In(new Loud()));
    }

    [Fact]
    public void A_list_of_messages_is_one_argument()
    {
        EquatableArray<Message> two = [$"one {1}", $"two {2}"];
        Message message = $"all: {two}";

        Assert.Equal("all: one 1, two 2", message.In(Language.English));
    }

    [Fact]
    public void What_somebody_else_wrote_stays_as_it_is_and_on_its_line()
    {
        Assert.Equal("a\\nb {0}", Message.Verbatim("a\nb {0}").In(Language.English));
        Assert.Equal("a b", Message.Verbatim("a b").In(new Loud()));
    }

    [Fact]
    public void Two_are_equal_where_their_words_and_arguments_are()
    {
        static Message Of(string name, int count) => $"{name} has {count}";

        Assert.Equal(Of("a", 1), Of("a", 1));
        Assert.NotEqual(Of("a", 1), Of("a", 2));
        Assert.NotEqual(Of("a", 1), (Message)$"{"a"} had {1}");
        Assert.True(Message.Empty.IsEmpty);
    }

    [Fact]
    public void Its_values_are_what_stands_in_it_and_no_words()
    {
        Message inner = $"port {8089} is taken";
        EquatableArray<Message> list = [$"one {1.5}", $"{"two"}"];
        Message term = $"{new Term("absent", $"not there")}";

        Assert.Equal(
            ["TLS", "8089", "2026-11-25", "1.5", "two", "absent", ""],
            ((Message)$"{"TLS"}: {inner} ({new DateTime(2026, 11, 25):yyyy-MM-dd}), {list}, {term}{(string?)null}").Values);
        Assert.Equal("it is not there", ((Message)$"it is {term}").In(Language.English));
    }

    [Fact]
    public void One_without_arguments_is_its_own_value()
    {
        Assert.Equal(["stopped"], ((Message)$"stopped").Values);
        Assert.Empty(Message.Empty.Values);
    }

    private sealed class Loud : Language
    {
        public override string Template(string id) => id == "{0}: {1} ({2})" ? "({2}) {1}: {0}" : id.ToUpperInvariant();
    }
}
