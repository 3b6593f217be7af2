namespace ConnectSchappo.Reconciler.Core.Desired.Yaml;

/// <summary>
/// How much a desired state may hold. Far above any honest one (a thousand extensions are some 40,000 nodes and 200 KB), and low enough
/// that a hostile one costs neither memory nor time nor the stack.
/// </summary>
internal static class YamlBounds
{
    public const int Characters = 8 * 1024 * 1024;

    /// <summary>Maps and lists inside one another. The deepest place of the contract is 6.</summary>
    public const int Depth = 16;

    /// <summary>Nodes after aliases are followed, so that a bomb of aliases counts as what it would become.</summary>
    public const int Nodes = 500_000;
}
