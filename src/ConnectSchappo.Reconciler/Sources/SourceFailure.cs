using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Sources;

/// <summary>The desired state cannot be read; a kind to decide by, and a message for a person.</summary>
internal sealed class SourceFailure(SourceFailureKind kind, Message reason, Exception? inner = null) : Failure(reason, inner)
{
    public SourceFailureKind Kind { get; } = kind;
}
