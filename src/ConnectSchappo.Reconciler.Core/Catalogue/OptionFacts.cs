namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>What an option may be, as the catalogue has it.</summary>
internal sealed record OptionFacts(string Name, OptionType Type, EquatableArray<string> Words, long? Least, long? Most, string? Default);
