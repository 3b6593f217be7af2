using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Secrets;

/// <summary>A place where secrets are kept.</summary>
internal interface ISecretSource
{
    /// <summary>The secret's text, or null where this place has none of that name.</summary>
    /// <exception cref="SecretFailure">It has one and cannot give it.</exception>
    Task<string?> Find(string name, CancellationToken cancellation);

    /// <summary>
    /// A text that is another one once a secret there may be another one. Of what tells nothing it is always the same: its secrets are
    /// looked up when a box is observed in full.
    /// </summary>
    string Sign();

    /// <summary>What a person does to put a secret of that name there: <c>create /etc/reconciler/secrets/NAME</c>.</summary>
    Message WayIn(string name);
}
