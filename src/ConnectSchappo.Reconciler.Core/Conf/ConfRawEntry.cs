namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>The bytes of a key and its value, one a character, as Asterisk compares them.</summary>
internal sealed record ConfRawEntry(string Key, string Value);
