namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>
/// The outcome of an edit: the new document, or the reason of a refusal, in which case the document is the one before. What it
/// removed is kept, and it can be undone.
/// </summary>
public sealed record ConfEdit
{
    private ConfEdit(ConfDocument document, string? refusal, EquatableArray<ConfPatch> patches)
    {
        Document = document;
        Refusal = refusal;
        Patches = patches;
    }

    /// <summary>The document after the edit; where it was refused, the one before.</summary>
    public ConfDocument Document { get; }

    /// <summary>Why the edit was not made, or null.</summary>
    public string? Refusal { get; }

    /// <summary>What was done, one patch for each edit of a composed one.</summary>
    public EquatableArray<ConfPatch> Patches { get; }

    /// <summary>Whether any byte differs; an edit that finds everything as it should be changes nothing.</summary>
    public bool IsChange => Patches.Any(p => !p.Splices.IsEmpty);

    /// <summary>The removed bytes as text, piece after piece, for the history. It may hold secrets.</summary>
    public string Removed => string.Concat(Patches.SelectMany(p => p.Splices).Select(s => ConfText.FromBytes(s.Removed.Span)));

    /// <summary>Goes on with another edit; a refusal anywhere refuses the whole, and leaves the first document.</summary>
    public ConfEdit Then(Func<ConfDocument, ConfEdit> next)
    {
        if (Refusal is not null)
        {
            return this;
        }

        var second = next(Document);
        return second.Refusal is null
            ? new ConfEdit(second.Document, null, [.. Patches, .. second.Patches])
            : new ConfEdit(Undo(), second.Refusal, []);
    }

    /// <summary>The document before the edit, made from the one after it.</summary>
    public ConfDocument Undo()
    {
        ReadOnlyMemory<byte> bytes = Document.ToBytes();
        foreach (var patch in Patches.Reverse())
        {
            bytes = patch.Inverse().Apply(bytes.Span) ?? throw new InvalidOperationException("A patch does not fit the document that it made.");
        }

        return ConfDocument.Parse(Document.Path, bytes);
    }

    internal static ConfEdit Refused(ConfDocument document, string reason) => new(document, reason, []);

    internal static ConfEdit None(ConfDocument document) => new(document, null, []);

    internal static ConfEdit Of(ConfDocument document, params IEnumerable<ConfSplice> splices)
    {
        var patch = new ConfPatch(splices);
        return patch.Splices.IsEmpty
            ? None(document)
            : new ConfEdit(
                ConfDocument.Parse(document.Path, patch.Apply(document.Span) ?? throw new InvalidOperationException("An edit's splices overlap.")),
                null,
                [patch]);
    }
}
