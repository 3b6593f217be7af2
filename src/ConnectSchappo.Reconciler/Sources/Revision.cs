namespace ConnectSchappo.Reconciler.Sources;

/// <summary>One version of the desired state: its text, the name of its file for messages, and a short name of the version.</summary>
internal sealed record Revision(string Id, string File, string Text);
