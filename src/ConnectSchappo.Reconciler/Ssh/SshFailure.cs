using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>
/// The one exception of everything that is done over SSH: a kind to decide by, and a message for a person. A cancelled token is not a
/// failure; it stays an <see cref="OperationCanceledException"/>.
/// </summary>
internal sealed class SshFailure(SshFailureKind kind, Message reason, Exception? inner = null) : Failure(reason, inner)
{
    public SshFailureKind Kind { get; } = kind;
}
