namespace ConnectSchappo.Reconciler.Reporting.Serving;

/// <summary>Why the metrics cannot be shown, with the way out, for whoever started the daemon.</summary>
internal sealed class MetricsProblem(string message, Exception? inner = null) : Exception(message, inner);
