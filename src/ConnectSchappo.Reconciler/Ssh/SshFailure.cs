using ConnectSchappo.Reconciler.Core;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>
/// The one exception of everything that is done over SSH: a kind to decide by, and a message for a person that says what
/// happened and the way out. A cancelled token is not a failure; it stays an <see cref="OperationCanceledException"/>.
/// </summary>
internal sealed class SshFailure : Exception
{
    public SshFailure(SshFailureKind kind, string message, Exception? inner = null)
        : base(PlainText.Line(message), inner) => Kind = kind;

    public SshFailureKind Kind { get; }
}
