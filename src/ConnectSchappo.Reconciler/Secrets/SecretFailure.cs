using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Secrets;

/// <summary>A secret that cannot be read: its name, never its value, and the remedy.</summary>
internal sealed class SecretFailure(Message reason) : Failure(reason);
