namespace ConnectSchappo.Reconciler.Core.Desired.Values;

/// <summary>Yes and no as Asterisk spells them (ast_true and ast_false in main/utils.c), in any letter case.</summary>
internal static class YesNo
{
    public static bool? Read(string text) => text.ToLowerInvariant() switch
    {
        "yes" or "true" or "y" or "t" or "1" or "on" => true,
        "no" or "false" or "n" or "f" or "0" or "off" => false,
        _ => null,
    };
}
