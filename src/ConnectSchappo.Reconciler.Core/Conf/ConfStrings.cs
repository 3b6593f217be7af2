using System.Text;

namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>
/// Makes strings of bytes, a byte a character, and gives the same one for the same bytes most of the time: a file of ten thousand
/// endpoints says the same few keys and values over and over.
/// </summary>
internal sealed class ConfStrings
{
    private const int LongestShared = 32;

    private readonly string?[] keys = new string?[256];
    private readonly string?[] values = new string?[1024];

    public string Key(ReadOnlySpan<byte> bytes) => Shared(keys, bytes);

    public string Value(ReadOnlySpan<byte> bytes) => Shared(values, bytes);

    private static string Shared(string?[] known, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is 0 or > LongestShared)
        {
            return Encoding.Latin1.GetString(bytes);
        }

        var hash = (uint)bytes.Length;
        foreach (var b in bytes)
        {
            hash = (hash * 31) + b;
        }

        ref var slot = ref known[hash % (uint)known.Length];
        return slot is not null && Ascii.Equals(bytes, slot) ? slot : slot = Encoding.Latin1.GetString(bytes);
    }
}
