using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Desired.Yaml;

/// <summary>How a problem names a part of the desired state. It costs nothing until there is a problem.</summary>
/// <param name="says">The words for a name, as in <c>box `recife`</c>.</param>
/// <param name="name">The name, as the file has it.</param>
internal readonly struct PartName(Func<string, Message> says, string name)
{
    public Message Message => says(Shown.Text(name));

    /// <summary>What stands at a key.</summary>
    public static PartName Key(string key) => new(k => $"`{k}`", key);

    /// <summary>An item of the list at a key.</summary>
    public static PartName Item(string key) => new(k => $"an item of `{k}`", key);
}
