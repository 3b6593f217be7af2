namespace ConnectSchappo.Reconciler.Core.Desired.Values;

/// <summary>Names by which a box is reached and told apart.</summary>
public static class HostText
{
    /// <summary>A host name or an address in its usual spelling.</summary>
    public static bool IsHost(string text)
    {
        if (text.Contains(':', StringComparison.Ordinal) || text.All(c => char.IsAsciiDigit(c) || c is '.'))
        {
            return NetworkText.Address(text) is not null;
        }

        return text.Length <= 253 && text.TrimEnd('.').Split('.').All(IsLabel);
    }

    /// <summary>A box's name stands in labels of metrics, in lists with commas, in names of files.</summary>
    public static bool IsBoxName(string text) =>
        text.Length is > 0 and <= 63 && char.IsAsciiLetterOrDigit(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    public static bool IsUser(string text) =>
        text.Length is > 0 and <= 32 && (char.IsAsciiLetter(text[0]) || text[0] is '_')
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    /// <summary>A fingerprint as OpenSSH prints it: SHA-256 in base64 without its padding.</summary>
    public static bool IsFingerprint(string text) =>
        text.StartsWith("SHA256:", StringComparison.Ordinal) && text.Length == 50
        && text.Skip(7).All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/');

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-'
        && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
