using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>The outcome of an edit: the new document, or the reason of a refusal, in which case the document is the one before.</summary>
public sealed class ConfEdit
{
    private readonly ConfDocument before;

    private ConfEdit(ConfDocument before, ConfDocument document, Message? refusal) =>
        (this.before, Document, Refusal) = (before, document, refusal);

    /// <summary>The document after the edit; where it was refused, the one before.</summary>
    public ConfDocument Document { get; }

    /// <summary>Why the edit was not made, or null.</summary>
    public Message? Refusal { get; }

    /// <summary>Whether any byte was touched; an edit that finds everything as it should be changes nothing.</summary>
    public bool IsChange => !ReferenceEquals(before, Document);

    /// <summary>Goes on with another edit; a refusal anywhere refuses the whole, and leaves the first document.</summary>
    public ConfEdit Then(Func<ConfDocument, ConfEdit> next)
    {
        if (Refusal is not null)
        {
            return this;
        }

        var second = next(Document);
        return second.Refusal is null ? new ConfEdit(before, second.Document, null) : Refused(before, second.Refusal);
    }

    internal static ConfEdit Refused(ConfDocument document, Message reason) => new(document, document, reason);

    internal static ConfEdit None(ConfDocument document) => new(document, document, null);

    internal static ConfEdit Of(ConfDocument document, params IEnumerable<ConfSplice> splices)
    {
        var patch = new ConfPatch(splices);
        return patch.Splices.IsEmpty
            ? None(document)
            : new ConfEdit(
                document,
                ConfDocument.Parse(document.Path, patch.Apply(document.Span)
                    ?? throw new InvalidOperationException("An edit's splices overlap.")),
                null);
    }
}
