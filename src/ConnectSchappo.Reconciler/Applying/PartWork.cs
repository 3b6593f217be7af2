using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>What a script of several parts is given for one of them.</summary>
/// <param name="Variables">Lines of shell that set its variables; they hold no secret.</param>
/// <param name="Input">What it reads; it may hold secrets.</param>
internal sealed record PartWork(Subject Subject, string Variables, ReadOnlyMemory<byte> Input = default);
