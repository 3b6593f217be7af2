using ConnectSchappo.Reconciler.Core.Desired.Yaml;

namespace ConnectSchappo.Reconciler.Core.Desired.Declared;

/// <summary>A box as the file says it.</summary>
internal sealed record DeclaredBox(string Name, SourceLocation Place)
{
    public Located? Address { get; init; }

    public int Port { get; init; } = 22;

    public Located? User { get; init; }

    public string? HostKey { get; init; }

    public DesiredJump? Jump { get; init; }

    public EquatableArray<KeyValuePair<string, string>> Labels { get; init; }

    public DeclaredSections Sections { get; init; } = DeclaredSections.None;
}
