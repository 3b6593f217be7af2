namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>A text in which <c>*</c> stands for any characters, none included; nothing else in it is special.</summary>
internal static class StarPattern
{
    public static bool Matches(string pattern, string text, StringComparison comparison)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1)
        {
            return text.Equals(pattern, comparison);
        }

        var (first, last) = (parts[0], parts[^1]);
        if (text.Length < first.Length + last.Length || !text.StartsWith(first, comparison) || !text.EndsWith(last, comparison))
        {
            return false;
        }

        // The first place for each part leaves the most for those after it.
        var (at, end) = (first.Length, text.Length - last.Length);
        foreach (var part in parts[1..^1])
        {
            var found = text.IndexOf(part, at, end - at, comparison);
            if (found < 0)
            {
                return false;
            }

            at = found + part.Length;
        }

        return true;
    }
}
