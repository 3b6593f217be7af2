using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Processes;

/// <summary>A program of this host that did not run to its end.</summary>
internal sealed class ProcessFailure(ProcessFailureKind kind, Message reason, Exception? inner = null) : Failure(reason, inner)
{
    public ProcessFailureKind Kind { get; } = kind;
}
