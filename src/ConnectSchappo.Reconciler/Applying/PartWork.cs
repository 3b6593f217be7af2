using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>What a script of several parts is given for one of them.</summary>
/// <param name="Variables">The variables that are its own, and their values; they hold no secret.</param>
/// <param name="Input">What it reads; it may hold secrets.</param>
internal sealed record PartWork(
    Subject Subject, IReadOnlyList<(string Name, string Value)> Variables, ReadOnlyMemory<byte> Input = default);
