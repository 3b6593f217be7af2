using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Ami;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>What a change on a box is verified by.</summary>
/// <param name="Observe">
/// Looks at files, memory and the client's side, and plans what is left, in the light of what was tried before.
/// </param>
/// <param name="Register">Registers as the identity that the policy names; gives what speaks against it, or null.</param>
/// <param name="Ask">
/// Asks the running Asterisk in the session that the observation has; null where its manager interface is not to be had.
/// </param>
internal sealed record Verifier(
    Func<Past, Task<ObservedPlan>> Observe,
    Func<Task<Message?>> Register,
    Func<IReadOnlyList<AmiAction>, Task<IReadOnlyList<AmiReply>?>> Ask);
