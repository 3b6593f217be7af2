using System.Buffers.Binary;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Text;

namespace ConnectSchappo.Reconciler.Files;

/// <summary>
/// A file that somebody names: read within bounds, whatever it is, and replaced or removed only where it is of the kind that is ours.
/// </summary>
internal static class LocalFile
{
    /// <summary>The most bytes of a file for which nothing smaller is said.</summary>
    public const int Largest = 16 * 1024 * 1024;

    // Where the kernel has them, whatever the processor: see statx(2) and inode(7).
    private const int CurrentFolder = -100;
    private const uint TypeWanted = 1;
    private const int StatxLength = 256;
    private const int ModeAt = 28;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;
    private const int Fifo = 0x1000;
    private const int Socket = 0xC000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The bytes of a file, a pipe or a device; at most one more than <paramref name="most"/>, so that a larger one shows.
    /// </summary>
    /// <exception cref="IOException">It cannot be read, or nobody writes into it for ten seconds.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a directory.</exception>
    public static async Task<byte[]> Read(string path, int most, CancellationToken cancellation)
    {
        // A FIFO blocks whoever opens it until somebody writes, and no token ends that.
        var reading = Task.Run(() => Bytes(path, most), CancellationToken.None);
        try
        {
            return await reading.WaitAsync(Patience, TimeProvider.System, cancellation);
        }
        catch (TimeoutException late)
        {
            throw Silent(path, late);
        }
    }

    /// <summary>The text of a file, for those who cannot wait.</summary>
    /// <exception cref="IOException">
    /// It cannot be read, is larger than <see cref="Largest"/>, or nobody writes into it for ten seconds.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a directory.</exception>
    public static string Text(string path)
    {
        var bytes = Array.Empty<byte>();
        Exception? failure = null;
        var reader = new Thread(() =>
        {
            try
            {
                bytes = Bytes(path, Largest);
            }
            catch (Exception thrown) when (thrown is not OutOfMemoryException) // thrown on to whoever waits
            {
                failure = thrown;
            }
        })
        {
            IsBackground = true,
        };
        reader.Start();
        if (!reader.Join(Patience))
        {
            throw Silent(path);
        }

        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return bytes.Length <= Largest
            ? Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF')
            : throw new IOException($"{path} has more than {Largest} bytes.");
    }

    /// <summary>Demands that there is nothing at a path, or a regular file, so that no directory or device is replaced.</summary>
    /// <exception cref="IOException">There is something else.</exception>
    public static void DemandReplaceable(string path)
    {
        if (TypeOf(path) is not (null or Regular))
        {
            throw new IOException($"{path} is not a regular file, and was not changed. Name a file.");
        }
    }

    /// <summary>Removes a socket that a process has left; where there is nothing, nothing is done.</summary>
    /// <exception cref="IOException">There is something else, which is left as it is.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be removed.</exception>
    public static void RemoveSocket(string path)
    {
        switch (TypeOf(path))
        {
            case null:
                break;
            case Socket:
                File.Delete(path);
                break;
            default:
                throw new IOException($"{path} is not a socket, and was not changed");
        }
    }

    /// <summary>Whether it is a FIFO, of which what was read once is gone.</summary>
    public static bool IsFifo(string path) => TypeOf(path) == Fifo;

    /// <summary>Whether it is a regular file, or a link to one.</summary>
    public static bool IsRegular(string path) => TypeOf(path) == Regular;

    // What a link leads to counts; null where there is nothing, or nothing to be known.
    private static int? TypeOf(string path)
    {
        var stat = new byte[StatxLength];
        return StatX(CurrentFolder, path, 0, TypeWanted, stat) == 0
            ? BinaryPrimitives.ReadUInt16LittleEndian(stat.AsSpan(ModeAt)) & TypeMask
            : null;
    }

    private static IOException Silent(string path, Exception? late = null) =>
        new($"reading {path} timed out after {Patience.TotalSeconds} s: if it is a FIFO, another program must write to it.", late);

    private static byte[] Bytes(string path, int most)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var kept = new MemoryStream();
        var block = new byte[64 * 1024];
        while (kept.Length <= most && file.Read(block, 0, (int)Math.Min(block.Length, most + 1L - kept.Length)) is > 0 and var count)
        {
            kept.Write(block, 0, count);
        }

        return kept.ToArray();
    }

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int StatX(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out] byte[] stat);
}
