using ConnectSchappo.Reconciler.Core;

namespace ConnectSchappo.Reconciler.Boxes;

/// <summary>The one exception of working with a box: a kind to decide by, and a message with the way out for a person.</summary>
internal sealed class BoxFailure : Exception
{
    public BoxFailure(BoxFailureKind kind, string message, Exception? inner = null)
        : base(PlainText.Line(message), inner) => Kind = kind;

    public BoxFailureKind Kind { get; }

    /// <summary>Whether trying again soon may help without a person.</summary>
    public bool IsTransient => Kind is BoxFailureKind.Unreachable or BoxFailureKind.Deadline;
}
