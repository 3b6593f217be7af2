namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>
/// What an edit did to a file, byte for byte: everything outside its splices is untouched. Splices are in order and apart.
/// </summary>
internal sealed class ConfPatch
{
    public ConfPatch(IEnumerable<ConfSplice> splices) =>
        Splices = splices.OrderBy(s => s.Offset).ThenBy(s => s.Removed.Length).ToEquatableArray();

    public EquatableArray<ConfSplice> Splices { get; }

    /// <summary>Applies to a file that has exactly the removed bytes at their offsets; null where it has others.</summary>
    public byte[]? Apply(ReadOnlySpan<byte> bytes)
    {
        var result = new byte[bytes.Length + Splices.Sum(s => s.Inserted.Length - s.Removed.Length)];
        var (from, to) = (0, 0);
        foreach (var splice in Splices)
        {
            var kept = splice.Offset - from;
            if (kept < 0 || splice.Offset + splice.Removed.Length > bytes.Length
                || !bytes.Slice(splice.Offset, splice.Removed.Length).SequenceEqual(splice.Removed.Span))
            {
                return null;
            }

            bytes.Slice(from, kept).CopyTo(result.AsSpan(to));
            splice.Inserted.Span.CopyTo(result.AsSpan(to + kept));
            to += kept + splice.Inserted.Length;
            from = splice.Offset + splice.Removed.Length;
        }

        bytes[from..].CopyTo(result.AsSpan(to));
        return result;
    }
}
