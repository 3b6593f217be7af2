using System.Text;
using ConnectSchappo.Reconciler.Core.Catalogue;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// Hides the values of options that hold secrets, and the passwords of URIs, in a text of a configuration file, ours or anybody's, before
/// it is shown. Commented lines count too: people comment passwords out.
/// </summary>
public static class Redaction
{
    // Parts of names, for modules that the catalogue does not have.
    private static readonly string[] Parts = ["passw", "secret", "passphrase", "token", "_cred", "dbpass", "credential"];

    private const string Pin = "pin";

    /// <summary>Whether an option's value is a secret, by its name alone, in any of Asterisk's modules.</summary>
    public static bool IsSecret(string option)
    {
        var name = option.Trim();
        return SecretNames.Always.Contains(name)
            || name.Equals(Pin, StringComparison.OrdinalIgnoreCase)
            || Parts.Any(w => name.Contains(w, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The same text with every secret's value replaced by the mask.</summary>
    public static string Mask(string text)
    {
        var masked = new StringBuilder(text.Length);
        foreach (var line in Lines(text))
        {
            var end = line.TrimEnd('\r', '\n').Length;
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            var key = equals < 0 ? "" : line[..equals].Trim(' ', '\t', ';', '#', '-', '+');
            if (equals >= 0 && equals + 1 < end && (IsSecret(key) || HoldsUserAndSecret(key, line[(equals + 1)..end])))
            {
                var value = equals + 1 < end && line[equals + 1] == '>' ? equals + 2 : equals + 1;
                masked.Append(line, 0, value).Append(Secret.Mask).Append(line, end, line.Length - end);
            }
            else
            {
                masked.Append(UriPassword.Mask(line, Secret.Mask));
            }
        }

        return masked.ToString();
    }

    // chan_sip's auth=user:secret@realm; in pjsip auth names an object.
    private static bool HoldsUserAndSecret(string key, string value) =>
        SecretNames.Sometimes.Contains(key) && value.AsSpan().ContainsAny(":#@");

    private static IEnumerable<string> Lines(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var feed = text.IndexOf('\n', start);
            var next = feed < 0 ? text.Length : feed + 1;
            yield return text[start..next];
            start = next;
        }
    }
}
