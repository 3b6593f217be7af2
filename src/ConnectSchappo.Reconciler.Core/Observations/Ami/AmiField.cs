namespace ConnectSchappo.Reconciler.Core.Observations.Ami;

/// <summary>
/// One <c>Name: value</c> line of Asterisk's manager interface. The value is everything behind the first colon and its space.
/// </summary>
public readonly record struct AmiField(string Name, string Value);
