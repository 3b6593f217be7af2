using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ConnectSchappo.Reconciler.Core.Observations.Facts;

/// <summary>
/// The bytes of a file, and their hash. Of contents that are alike there is one for all boxes, as long as somebody holds it: hundreds of
/// boxes have the same files of the distribution.
/// </summary>
internal sealed class FileContent
{
    private const int FewestSwept = 1000;

    private static readonly ConcurrentDictionary<string, WeakReference<FileContent>> Held = new(StringComparer.Ordinal);
    private static int sweepAt = FewestSwept;

    private FileContent(ReadOnlyMemory<byte> bytes, string sha256) => (Bytes, Sha256) = (bytes, sha256);

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>
    /// The content with these bytes, which must not change afterwards. A part of something larger is copied: it would keep the whole.
    /// </summary>
    public static FileContent Of(ReadOnlyMemory<byte> bytes)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        if (Held.TryGetValue(sha256, out var known) && known.TryGetTarget(out var same))
        {
            return same;
        }

        var content = new FileContent(IsWhole(bytes) ? bytes : bytes.ToArray(), sha256);
        Held[sha256] = new(content);
        Sweep();
        return content;
    }

    private static bool IsWhole(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var part) && part.Count == part.Array!.Length;

    // What nobody holds any more leaves a name behind; at most as many as there are contents.
    private static void Sweep()
    {
        if (Held.Count <= sweepAt)
        {
            return;
        }

        foreach (var name in Held)
        {
            if (!name.Value.TryGetTarget(out _))
            {
                Held.TryRemove(name);
            }
        }

        sweepAt = Math.Max(FewestSwept, 2 * Held.Count);
    }
}
