namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>Collects bytes until a mark and the rest of its line have come. The bytes before it may be anything.</summary>
/// <param name="mark">What they are collected to.</param>
/// <param name="most">How many are collected before it is <see cref="IsFull"/>.</param>
internal sealed class MarkedOutput(ReadOnlyMemory<byte> mark, int most)
{
    private const int Room = 4096;

    private byte[] bytes = new byte[4096];
    private int length;
    private int searched;
    private int markAt = -1;

    /// <summary>What stood before the mark.</summary>
    public ReadOnlyMemory<byte> Before { get; private set; }

    /// <summary>What stood on the mark's line behind it.</summary>
    public ReadOnlyMemory<byte> Behind { get; private set; }

    /// <summary>Whether more bytes have come than are wanted, and no mark.</summary>
    public bool IsFull => length > most;

    public ReadOnlyMemory<byte> Collected => bytes.AsMemory(0, length);

    /// <summary>A place to put the next bytes in; <see cref="Add"/> tells how many there are.</summary>
    public Memory<byte> Free()
    {
        if (bytes.Length - length < Room)
        {
            Array.Resize(ref bytes, (int)Math.Max(length + Room, Math.Min(bytes.Length * 2L, most + Room)));
        }

        return bytes.AsMemory(length);
    }

    /// <summary>Takes in bytes that were put in <see cref="Free"/>; true when mark and line end are there.</summary>
    public bool Add(int count)
    {
        length += count;
        if (markAt < 0)
        {
            var at = bytes.AsSpan(searched, length - searched).IndexOf(mark.Span);
            if (at < 0)
            {
                searched = Math.Max(0, length - mark.Length + 1);
                return false;
            }

            markAt = searched + at;
        }

        var behind = markAt + mark.Length;
        var end = bytes.AsSpan(behind, length - behind).IndexOf((byte)'\n');
        if (end < 0)
        {
            return false;
        }

        Before = bytes.AsMemory(0, markAt);
        Behind = bytes.AsMemory(behind, end);
        return true;
    }
}
