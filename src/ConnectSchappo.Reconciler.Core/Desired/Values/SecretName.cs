namespace ConnectSchappo.Reconciler.Core.Desired.Values;

/// <summary>
/// The name of a secret. It becomes a file's name in a directory of secrets, or part of a variable's, so it can hold no way out of there.
/// </summary>
internal static class SecretName
{
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= 100 && char.IsAsciiLetterOrDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
