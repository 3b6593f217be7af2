namespace ConnectSchappo.Reconciler.Core.Desired.Values;

/// <summary>Yes and no as Asterisk spells them (ast_true and ast_false in main/utils.c), in any letter case.</summary>
public static class YesNo
{
    /// <summary>What a word means; null where Asterisk knows it neither as yes nor as no.</summary>
    public static bool? Read(ReadOnlySpan<char> text)
    {
        Span<char> word = stackalloc char["false".Length];
        return text.Length > word.Length ? null : word[..text.ToLowerInvariant(word)] switch
        {
            "yes" or "true" or "y" or "t" or "1" or "on" => true,
            "no" or "false" or "n" or "f" or "0" or "off" => false,
            _ => null,
        };
    }
}
