using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace ConnectSchappo.Reconciler.Core.Messages;

/// <summary>
/// A text for a person, written where it is made as an interpolated string: its words and what stands among them, kept apart until it is
/// printed in somebody's language. Nobody reads anything out of one. Two are equal where their words and arguments are.
/// </summary>
[InterpolatedStringHandler]
public sealed class Message : IEquatable<Message>, IFormattable
{
    private readonly string[] words;
    private readonly Argument[] arguments;
    private int filled;

    /// <summary>For the compiler, which makes it of an interpolated string.</summary>
    public Message(int literalLength, int formattedCount)
    {
        _ = literalLength;
        words = new string[formattedCount + 1];
        Array.Fill(words, "");
        arguments = formattedCount == 0 ? [] : new Argument[formattedCount];
    }

    /// <summary>What somebody else wrote, such as a value or a name: it stays as it is in every language.</summary>
    public static Message Verbatim(string text) => $"{text}";

    /// <summary>Nothing.</summary>
    public static Message Empty { get; } = $"";

    /// <summary>
    /// The words, with a number in braces where an argument stands, as in <c>{0} listens at {1}</c>: what a translation is found by. A
    /// brace of the words' own is doubled.
    /// </summary>
    public string Id
    {
        get
        {
            var id = new StringBuilder(Escaped(words[0]));
            for (var i = 0; i < arguments.Length; i++)
            {
                id.Append(CultureInfo.InvariantCulture, $"{{{i}}}").Append(Escaped(words[i + 1]));
            }

            return id.ToString();
        }
    }

    /// <summary>What stands among the words, in their order: numbers, times, names, and other messages.</summary>
    public IEnumerable<object?> Arguments => arguments.Select(a => a.Value);

    /// <summary>
    /// The data in it, spelled the same in every language: its arguments in their order, and in place of an inner message that one's. A
    /// message without arguments stands for itself, by its words. So what is known again by these stays the same when it is reworded.
    /// </summary>
    public IEnumerable<string> Values => IsEmpty ? [] : arguments.Length == 0 ? [words[0]] : arguments.SelectMany(a => a.Values);

    public bool IsEmpty => arguments.Length == 0 && words[0].Length == 0;

    /// <summary>For the compiler.</summary>
    public void AppendLiteral(string literal) => words[filled] += literal;

    /// <summary>For the compiler.</summary>
    public void AppendFormatted<T>(T value, string? format = null) => arguments[filled++] = new Argument(value, format);

    /// <summary>The text in the language of this process, on one line: what an argument has of control characters is escaped.</summary>
    public override string ToString() => In(Language.Current);

    /// <summary>The same: a language has its own ways, and no format.</summary>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <summary>The text in a language, on one line.</summary>
    public string In(Language language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return string.Format(CultureInfo.InvariantCulture, language.Template(Id), [.. arguments.Select(a => a.In(language))]);
    }

    public static bool operator ==(Message? one, Message? other) => one is null ? other is null : one.Equals(other);

    public static bool operator !=(Message? one, Message? other) => !(one == other);

    public bool Equals(Message? other) =>
        other is not null && words.SequenceEqual(other.words) && arguments.SequenceEqual(other.arguments);

    public override bool Equals(object? obj) => Equals(obj as Message);

    public override int GetHashCode() => arguments.Aggregate(words[0].GetHashCode(StringComparison.Ordinal), HashCode.Combine);

    private static string Escaped(string text) =>
        text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    private readonly record struct Argument(object? Value, string? Format)
    {
        public IEnumerable<string> Values => Value switch
        {
            Message message => message.Values,
            EquatableArray<Message> messages => messages.SelectMany(m => m.Values),
            Term term => [term.Key],
            IFormattable value => [value.ToString(Format, CultureInfo.InvariantCulture)],
            null => [""],
            _ => [Value.ToString() ?? ""],
        };

        public string In(Language language) => Value switch
        {
            Message message => message.In(language),
            Term term => term.Words.In(language),
            EquatableArray<Message> messages => string.Join(", ", messages.Select(m => m.In(language))),
            IFormattable value => value.ToString(Format, CultureInfo.InvariantCulture),
            null => "",
            _ => PlainText.Line(Value.ToString() ?? ""),
        };
    }
}
