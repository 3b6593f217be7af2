namespace ConnectSchappo.Reconciler.Core;

/// <summary>
/// The secrets that a box needs, by name: those that were found, and why the others were not. One that is missing stops only what needs it.
/// </summary>
/// <param name="Values">What was found.</param>
/// <param name="Missing">For each name that was not, a sentence with the way out, which holds no value.</param>
public sealed record ResolvedSecrets(IReadOnlyDictionary<string, Secret> Values, IReadOnlyDictionary<string, string> Missing);
