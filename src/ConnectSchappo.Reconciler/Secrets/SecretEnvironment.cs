using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Secrets;

/// <summary>Our own environment: the secret <c>softphone-250</c> is the variable <c>RECONCILER_SECRET_SOFTPHONE_250</c>.</summary>
internal sealed class SecretEnvironment(Func<string, string?> variable) : ISecretSource
{
    private const string Prefix = "RECONCILER_SECRET_";

    public Task<string?> Find(string name, CancellationToken cancellation) => Task.FromResult(variable(Variable(name)));

    // Nobody changes the environment of a process that runs.
    public string Sign() => "";

    public Message WayIn(string name) => $"set the environment variable {Variable(name)}";

    private static string Variable(string name) =>
        Prefix + string.Concat(name.ToUpperInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
}
