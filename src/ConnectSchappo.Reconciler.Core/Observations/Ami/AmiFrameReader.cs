using System.Buffers;
using System.Text;

namespace ConnectSchappo.Reconciler.Core.Observations.Ami;

/// <summary>
/// Cuts what Asterisk's manager interface sends into frames, however the bytes are cut on their way. Extra blank lines, which
/// some replies end with (GetConfig, an empty PJSIPShowContacts), are passed over.
/// </summary>
/// <remarks>
/// Configuration values pass through Asterisk as the bytes they are: a line that is no UTF-8 is read as Latin-1, so that none is lost.
/// A line without a colon, like the banner, is a field with an empty name.
/// </remarks>
public sealed class AmiFrameReader
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ArrayBufferWriter<byte> line = new();
    private readonly List<AmiField> fields = [];
    private bool bannerExpected;

    /// <param name="bannerFirst">Whether the first line is the greeting, which has no blank line behind it.</param>
    public AmiFrameReader(bool bannerFirst = false) => bannerExpected = bannerFirst;

    /// <summary>The greeting (<c>Asterisk Call Manager/5.0.4</c>), once it has come.</summary>
    public string? Banner { get; private set; }

    /// <summary>Takes in bytes and gives the frames that are complete with them.</summary>
    public IReadOnlyList<AmiFrame> Add(ReadOnlySpan<byte> bytes)
    {
        var frames = new List<AmiFrame>();
        while (true)
        {
            var end = bytes.IndexOf((byte)'\n');
            if (end < 0)
            {
                line.Write(bytes);
                return frames;
            }

            line.Write(bytes[..end]);
            bytes = bytes[(end + 1)..];
            TakeLine(frames);
            line.ResetWrittenCount();
        }
    }

    private void TakeLine(List<AmiFrame> frames)
    {
        var text = Decode(line.WrittenSpan.TrimEnd((byte)'\r'));
        if (bannerExpected)
        {
            bannerExpected = false;
            Banner = text;
        }
        else if (text.Length > 0)
        {
            fields.Add(FieldOf(text));
        }
        else if (fields.Count > 0)
        {
            frames.Add(new(fields.ToEquatableArray()));
            fields.Clear();
        }
    }

    private static AmiField FieldOf(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return new("", text);
        }

        var value = text.AsSpan(colon + 1);
        return new(text[..colon], (value is [' ', ..] ? value[1..] : value).ToString());
    }

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }
}
