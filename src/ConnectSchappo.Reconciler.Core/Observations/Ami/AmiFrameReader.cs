using System.Buffers;
using System.Text;
using System.Text.Unicode;

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
    /// <summary>The longest line, in bytes: Asterisk's longest values are lists of a few thousand.</summary>
    public const int LongestLine = 64 * 1024;

    /// <summary>The most fields of a frame: what a command prints is a field a line.</summary>
    public const int MostFields = 100_000;

    private const int MostNames = 4096;

    private readonly ArrayBufferWriter<byte> line = new();
    private readonly List<AmiField> fields = [];

    // The names of fields are few and come again and again: each is one string.
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private char[] text = new char[1024];
    private bool bannerExpected;

    /// <param name="bannerFirst">Whether the first line is the greeting, which has no blank line behind it.</param>
    public AmiFrameReader(bool bannerFirst = false) => bannerExpected = bannerFirst;

    /// <summary>The greeting (<c>Asterisk Call Manager/5.0.4</c>), once it has come.</summary>
    public string? Banner { get; private set; }

    /// <summary>Takes in bytes and gives the frames that are complete with them.</summary>
    /// <exception cref="AmiExcessException">A line or a frame goes beyond its limit; the reader is of no further use.</exception>
    public IReadOnlyList<AmiFrame> Add(ReadOnlySpan<byte> bytes)
    {
        var frames = new List<AmiFrame>();
        while (true)
        {
            var end = bytes.IndexOf((byte)'\n');
            var part = end < 0 ? bytes : bytes[..end];
            if (line.WrittenCount + part.Length > LongestLine)
            {
                throw new AmiExcessException($"{LongestLine} bytes a line");
            }

            line.Write(part);
            if (end < 0)
            {
                return frames;
            }

            bytes = bytes[(end + 1)..];
            TakeLine(frames);
            line.ResetWrittenCount();
        }
    }

    private void TakeLine(List<AmiFrame> frames)
    {
        var said = Decode(line.WrittenSpan.TrimEnd((byte)'\r'));
        if (bannerExpected)
        {
            bannerExpected = false;
            Banner = said.ToString();
        }
        else if (said.Length > 0)
        {
            if (fields.Count == MostFields)
            {
                throw new AmiExcessException($"{MostFields} fields a frame");
            }

            fields.Add(FieldOf(said));
        }
        else if (fields.Count > 0)
        {
            frames.Add(new(fields.ToEquatableArray()));
            fields.Clear();
        }
    }

    private AmiField FieldOf(ReadOnlySpan<char> said)
    {
        var colon = said.IndexOf(':');
        if (colon < 0)
        {
            return new("", said.ToString());
        }

        var value = said[(colon + 1)..];
        return new(NameOf(said[..colon]), (value is [' ', ..] ? value[1..] : value).ToString());
    }

    private string NameOf(ReadOnlySpan<char> said)
    {
        var known = names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(said, out var name))
        {
            return name;
        }

        name = said.ToString();
        if (names.Count < MostNames)
        {
            names.Add(name);
        }

        return name;
    }

    private ReadOnlySpan<char> Decode(ReadOnlySpan<byte> bytes)
    {
        if (text.Length < bytes.Length)
        {
            text = new char[bytes.Length];
        }

        return text.AsSpan(0, (Utf8.IsValid(bytes) ? Encoding.UTF8 : Encoding.Latin1).GetChars(bytes, text));
    }
}
