using System.Globalization;
using System.Runtime.CompilerServices;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler;

/// <summary>
/// A language in which every word of a message is another one: each letter is replaced by its full-width form. Tests that run in it show
/// that nothing is decided by a text. What somebody else wrote stays as it is, as in every language.
/// </summary>
internal sealed class PseudoLanguage : Language
{
    private const int ToFullWidth = 0xFEE0;

    /// <summary>
    /// Whether this process runs its tests in it: <c>RECONCILER_TEST_LANGUAGE=pseudo</c>, as the part <c>wording</c> of tests/run sets it.
    /// </summary>
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("RECONCILER_TEST_LANGUAGE") == "pseudo";

    public override string Template(string id) => string.Create(id.Length, id, static (letters, id) =>
    {
        for (var i = 0; i < id.Length; i++)
        {
            letters[i] = char.IsAsciiLetter(id[i]) ? (char)(id[i] + ToFullWidth) : id[i];
        }
    });

    /// <summary>A text of it in English.</summary>
    public static string ToEnglish(string text) => string.Create(text.Length, text, static (letters, text) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            letters[i] = char.IsAsciiLetter((char)(text[i] - ToFullWidth)) ? (char)(text[i] - ToFullWidth) : text[i];
        }
    });

    /// <summary>Anything as English text, with what stands in lists and tuples.</summary>
    public static string ToEnglish(object? value) => value switch
    {
        null => "null",
        string text => ToEnglish(text),
        ITuple tuple => $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => ToEnglish(tuple[i])))})",
        System.Collections.IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(ToEnglish))}]",
        _ => ToEnglish(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };

    [ModuleInitializer]
    internal static void Use()
    {
        if (IsOn)
        {
            Current = new PseudoLanguage();
        }
    }
}
