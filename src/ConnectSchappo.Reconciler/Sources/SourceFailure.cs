namespace ConnectSchappo.Reconciler.Sources;

/// <summary>The desired state cannot be had; the message has the way out.</summary>
internal sealed class SourceFailure(string message, Exception? inner = null) : Exception(message, inner);
