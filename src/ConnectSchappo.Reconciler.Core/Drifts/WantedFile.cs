using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>A file as it should be on the box.</summary>
/// <param name="Subject">Whose change it is.</param>
/// <param name="Bytes">The content; null where the file should not be there. It may hold secrets.</param>
/// <param name="IsOwn">Whether the file is wholly ours.</param>
/// <param name="Why">In words, what about it is ours.</param>
/// <param name="Refusal">Why the file cannot be brought there; the bytes are then those that it has.</param>
public sealed record WantedFile(
    Subject Subject, string Path, ReadOnlyMemory<byte>? Bytes, bool IsOwn, Message Why, Message? Refusal = null);
