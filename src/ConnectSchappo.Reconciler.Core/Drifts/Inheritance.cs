namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// What objects are made from: <c>profile</c> of an extension names one of <c>profiles</c>, which may name another by <c>extends</c>.
/// </summary>
/// <param name="Key">The key of the object that names it.</param>
/// <param name="Among">The key at the top of the file that has them by name.</param>
/// <param name="Next">The key by which one of them names another.</param>
/// <param name="Word">What a person calls one.</param>
public sealed record Inheritance(string Key, string Among, string Next, string Word);
