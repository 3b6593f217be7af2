namespace ConnectSchappo.Reconciler.Core.Observations.Texts;

/// <summary>
/// Lines one after the other, so that a large text is not held a second time, cut into lines. As <c>Split('\n')</c> has it, what
/// stands behind the last line feed is a line too.
/// </summary>
internal static class TextLines
{
    public static IEnumerable<string> Of(string text)
    {
        for (int at = 0, end; at <= text.Length; at = end + 1)
        {
            end = text.IndexOf('\n', at) is var feed and >= 0 ? feed : text.Length;
            yield return text[at..end];
        }
    }
}
