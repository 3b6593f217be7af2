namespace ConnectSchappo.Reconciler.Core.Desired.Yaml;

/// <summary>A text and where it stands.</summary>
internal readonly record struct Located(string Text, SourceLocation Place)
{
    /// <summary>The texts alone.</summary>
    public static EquatableArray<string> Texts(EquatableArray<Located> items) => items.Select(i => i.Text).ToEquatableArray();

    /// <summary>The places alone.</summary>
    public static Places Places(EquatableArray<Located> items) => new(items.Select(i => i.Place).ToEquatableArray());
}
