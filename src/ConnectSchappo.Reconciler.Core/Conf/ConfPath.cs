namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>Paths of a box, which are POSIX paths whatever this program runs on.</summary>
internal static class ConfPath
{
    /// <summary>An include longer than this is cut (fn[256] in main/config.c).</summary>
    private const int Longest = 255;

    public static string Resolve(string directory, string name)
    {
        var path = name.StartsWith('/') ? name : $"{directory}/{name}";
        return path.Length > Longest ? path[..Longest] : path;
    }

    public static string Normalize(string path)
    {
        if (!path.Contains("//", StringComparison.Ordinal) && !path.Contains("/.", StringComparison.Ordinal))
        {
            return path;
        }

        var parts = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part == "..")
            {
                parts.RemoveRange(Math.Max(0, parts.Count - 1), Math.Min(1, parts.Count));
            }
            else if (part.Length > 0 && part != ".")
            {
                parts.Add(part);
            }
        }

        return (path.StartsWith('/') ? "/" : "") + string.Join('/', parts);
    }
}
