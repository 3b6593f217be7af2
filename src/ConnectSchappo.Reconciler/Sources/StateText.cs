using System.Text;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Sources;

/// <summary>From bytes to the text of a desired state.</summary>
internal static class StateText
{
    /// <summary>The most bytes that a desired state may have: many times what a thousand boxes need.</summary>
    public const int Largest = 4 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="SourceFailure">Too large, or not UTF-8.</exception>
    public static string Of(Message name, byte[] bytes)
    {
        if (bytes.Length > Largest)
        {
            throw TooLarge(name);
        }

        try
        {
            return Strict.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException failure)
        {
            throw new SourceFailure(SourceFailureKind.Refused, $"{name} is not UTF-8 text. Save it as UTF-8.", failure);
        }
    }

    public static SourceFailure TooLarge(Message name) =>
        new(SourceFailureKind.Refused, $"{name} has more than {Largest} bytes, which is the limit of a desired state.");
}
