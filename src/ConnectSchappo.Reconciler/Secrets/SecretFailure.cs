namespace ConnectSchappo.Reconciler.Secrets;

/// <summary>A secret that cannot be had: its name, never its value, and the way out.</summary>
internal sealed class SecretFailure(string message) : Exception(message);
