namespace ConnectSchappo.Reconciler.Probes;

/// <summary>The lines of an HTTP reply before its body.</summary>
internal static class HttpHead
{
    /// <summary>The value of the first header of that name; null where there is none.</summary>
    public static string? Value(string[] lines, string name) => lines
        .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}
