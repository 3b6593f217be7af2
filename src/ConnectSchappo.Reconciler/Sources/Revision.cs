namespace ConnectSchappo.Reconciler.Sources;

/// <summary>One version of the desired state.</summary>
/// <param name="Id">The commit's whole name, or the beginning of the file's SHA-256.</param>
/// <param name="File">The name of its file for messages.</param>
/// <param name="Text">All of it.</param>
internal sealed record Revision(string Id, string File, string Text);
