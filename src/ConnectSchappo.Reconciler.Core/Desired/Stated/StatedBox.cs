using ConnectSchappo.Reconciler.Core.Desired.Yaml;

namespace ConnectSchappo.Reconciler.Core.Desired.Stated;

/// <summary>A box as the file says it.</summary>
internal sealed record StatedBox(string Name, YamlPlace Place)
{
    public Placed? Address { get; init; }

    public int Port { get; init; } = 22;

    public Placed? User { get; init; }

    public string? HostKey { get; init; }

    public EquatableArray<KeyValuePair<string, string>> Labels { get; init; }

    public StatedSections Sections { get; init; } = StatedSections.None;
}
