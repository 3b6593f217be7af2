namespace ConnectSchappo.Reconciler.Schemas;

/// <summary>What Asterisk's sources say of one option.</summary>
/// <param name="Type">
/// text, yesno, integer, decimal, word (one of Words), words (some of Words, with commas), codecs, or ignored (Asterisk reads it nowhere).
/// </param>
/// <param name="Words">The words allowed, for word and words.</param>
/// <param name="Least">The least number allowed, where the sources give one.</param>
/// <param name="Most">The greatest number allowed, where the sources give one.</param>
/// <param name="Default">What Asterisk takes where the option is silent; null where the sources give none.</param>
internal sealed record CatalogueOption(string Type, IReadOnlyList<string> Words, long? Least, long? Most, string? Default);
