namespace ConnectSchappo.Reconciler.Cli;

/// <summary>Something that differs, or could not be seen, in a saved plan.</summary>
/// <param name="Text">A line for a person, masked. Nothing is decided by it.</param>
/// <param name="Fingerprint">Of what it is as data: by this it is the same again.</param>
internal sealed record SavedDrift(string Text, string Fingerprint);
