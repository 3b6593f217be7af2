namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>What memory must show of an option that nobody asks for.</summary>
/// <param name="Option">The option.</param>
/// <param name="Value">Its default.</param>
/// <param name="Spelled">The default as Asterisk spells it nearly always; other spellings of the same are right too.</param>
public sealed record OptionDefault(Option Option, string Value, string Spelled);
