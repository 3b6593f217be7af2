namespace ConnectSchappo.Reconciler.Core.Desired.Yaml;

/// <summary>A text and where it stands.</summary>
internal readonly record struct Placed(string Text, YamlPlace Place)
{
    /// <summary>The texts alone.</summary>
    public static EquatableArray<string> Texts(EquatableArray<Placed> items) => items.Select(i => i.Text).ToEquatableArray();

    /// <summary>The places alone.</summary>
    public static Places Places(EquatableArray<Placed> items) => new(items.Select(i => i.Place).ToEquatableArray());
}
