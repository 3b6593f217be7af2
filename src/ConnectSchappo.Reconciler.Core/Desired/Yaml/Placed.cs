namespace ConnectSchappo.Reconciler.Core.Desired.Yaml;

/// <summary>A text and where it stands.</summary>
internal readonly record struct Placed(string Text, YamlPlace Place);
