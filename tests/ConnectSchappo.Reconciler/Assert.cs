namespace ConnectSchappo.Reconciler;

/// <summary>
/// xunit's assertions, of which those of texts hold in any language: what is expected is written in English, and what came is compared in
/// English where the tests run in <see cref="PseudoLanguage"/>.
/// </summary>
internal sealed class Assert : Xunit.Assert
{
    public static new void Equal<T>(T expected, T actual)
    {
        if (PseudoLanguage.IsOn && PseudoLanguage.ToEnglish((object?)expected) == PseudoLanguage.ToEnglish((object?)actual))
        {
            return;
        }

        Xunit.Assert.Equal(expected, actual);
    }

    public static new void Equal<T>(IEnumerable<T>? expected, IEnumerable<T>? actual)
    {
        if (PseudoLanguage.IsOn && PseudoLanguage.ToEnglish(expected) == PseudoLanguage.ToEnglish(actual))
        {
            return;
        }

        Xunit.Assert.Equal(expected, actual);
    }

    public static new void Equal(string? expected, string? actual) => Xunit.Assert.Equal(expected, English(actual));

    public static new void Contains(string expected, string? actual, StringComparison comparison) =>
        Xunit.Assert.Contains(expected, English(actual), comparison);

    public static new void DoesNotContain(string expected, string? actual, StringComparison comparison) =>
        Xunit.Assert.DoesNotContain(expected, English(actual), comparison);

    public static new void StartsWith(string? expected, string? actual, StringComparison comparison) =>
        Xunit.Assert.StartsWith(expected, English(actual), comparison);

    public static new void EndsWith(string? expected, string? actual, StringComparison comparison) =>
        Xunit.Assert.EndsWith(expected, English(actual), comparison);

    public static new void Matches(string pattern, string? actual) => Xunit.Assert.Matches(pattern, English(actual));

    public static new void DoesNotMatch(string pattern, string? actual) => Xunit.Assert.DoesNotMatch(pattern, English(actual));

    private static string? English(string? text) => PseudoLanguage.IsOn && text is not null ? PseudoLanguage.ToEnglish(text) : text;
}
