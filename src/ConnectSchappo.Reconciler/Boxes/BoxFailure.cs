using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Boxes;

/// <summary>The one exception of working with a box: a kind to decide by, and a message for a person.</summary>
internal sealed class BoxFailure(BoxFailureKind kind, Message reason, Exception? inner = null) : Failure(reason, inner)
{
    public BoxFailureKind Kind { get; } = kind;

    /// <summary>Whether trying again soon may help without a person.</summary>
    public bool IsTransient => Kind is BoxFailureKind.Unreachable or BoxFailureKind.Deadline;
}
