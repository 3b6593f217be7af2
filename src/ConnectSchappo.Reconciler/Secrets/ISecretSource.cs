using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Secrets;

/// <summary>A place where secrets are kept.</summary>
internal interface ISecretSource
{
    /// <summary>The secret's text, or null where this place has none of that name.</summary>
    /// <exception cref="SecretFailure">It has one and cannot give it.</exception>
    Task<string?> Find(string name, CancellationToken cancellation);

    /// <summary>What a person does to put a secret of that name there: <c>create /etc/reconciler/secrets/NAME</c>.</summary>
    Message WayIn(string name);
}
