namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>Bytes that give way to others at an offset of the file as it was before the whole edit.</summary>
internal readonly record struct ConfSplice(int Offset, ReadOnlyMemory<byte> Removed, ReadOnlyMemory<byte> Inserted);
