using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Secrets;

/// <summary>Secrets that a box has, for whoever compares it with what it has.</summary>
internal sealed class FoundSecrets(IReadOnlyDictionary<string, Secret> values) : ISecretSource
{
    public Task<string?> Find(string name, CancellationToken cancellation) =>
        Task.FromResult(values.TryGetValue(name, out var found) ? found.Reveal() : null);

    public string Sign() => "";

    public Message WayIn(string name) => $"write {name} into a file of the secrets directory";
}
