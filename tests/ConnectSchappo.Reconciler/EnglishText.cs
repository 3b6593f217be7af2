namespace ConnectSchappo.Reconciler;

/// <summary>Texts in English, whatever language the tests run in, for a test that looks for words of them by itself.</summary>
internal static class EnglishText
{
    public static string English(this object value) => PseudoLanguage.ToEnglish(value.ToString() ?? "");
}
