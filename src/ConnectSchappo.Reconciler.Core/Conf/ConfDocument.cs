namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>
/// One .conf file of Asterisk, lossless and immutable: every byte is kept, and an edit changes only what it names. What the file
/// means, together with the files that it includes, is <see cref="ConfTree"/>'s to say.
/// </summary>
public sealed partial class ConfDocument
{
    private readonly ReadOnlyMemory<byte> bytes;
    private readonly Lazy<(EquatableArray<ConfProblem> Problems, ConfCut? Cut)> alone;
    private readonly Lazy<EquatableArray<ConfSectionView>> sections;

    private ConfDocument(string path, ReadOnlyMemory<byte> bytes)
    {
        Path = path;
        this.bytes = bytes;
        Lines = ConfLines.Read(bytes);
        alone = new(() => ConfReader.ReadAlone(this));
        sections = new(() => ConfSectionView.AllOf(this));
    }

    /// <summary>The path on the box as Asterisk opens it, like <c>/etc/asterisk/pjsip.conf</c>.</summary>
    public string Path { get; }

    /// <summary>
    /// The problems that this file has by itself, whatever file includes it. Whether a key stands in a section, a parent exists
    /// or an include is found depends on other files: see <see cref="ConfTree.Problems"/>.
    /// </summary>
    public EquatableArray<ConfProblem> Problems => alone.Value.Problems;

    /// <summary>The headers of this file up to <see cref="Cut"/>, in order, each with the keys that stand under it in this file.</summary>
    public EquatableArray<ConfSectionView> Sections => sections.Value;

    /// <summary>From where on nothing of this file is read, or null; by itself as <see cref="Problems"/> are.</summary>
    public ConfCut? Cut => alone.Value.Cut;

    internal ConfLines Lines { get; }

    internal ReadOnlySpan<byte> Span => bytes.Span;

    /// <summary>Takes any bytes, valid or not; it never fails. The memory must not change afterwards.</summary>
    public static ConfDocument Parse(string path, ReadOnlyMemory<byte> bytes) => new(path, bytes);

    /// <summary>Exactly the bytes that the document was made of.</summary>
    public ReadOnlyMemory<byte> ToBytes() => bytes;

    /// <summary>The path and the size: the text may hold secrets.</summary>
    public override string ToString() => $"{Path} ({bytes.Length} bytes)";

    internal ReadOnlyMemory<byte> Slice(int start, int length) => bytes.Slice(start, length);
}
