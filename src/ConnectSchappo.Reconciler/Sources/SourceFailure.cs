using ConnectSchappo.Reconciler.Core;

namespace ConnectSchappo.Reconciler.Sources;

/// <summary>The desired state cannot be had; the message has the way out, and holds no secret.</summary>
internal sealed class SourceFailure(SourceFailureKind kind, string message, Exception? inner = null) : Exception(PlainText.Line(message), inner)
{
    public SourceFailureKind Kind { get; } = kind;
}
