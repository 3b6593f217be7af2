using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Sources.Git;

/// <summary>What a path of a commit is.</summary>
internal sealed record TreeEntry(string Mode, string Object)
{
    /// <summary>What it is instead of a file; null for a file. A link is not followed: it may lead out of the repository.</summary>
    public Message? NotAFile => Mode switch
    {
        "040000" => $"a directory",
        "120000" => $"a symbolic link",
        "160000" => (Message)$"a submodule",
        _ => null,
    };

    /// <summary>Reads <c>git ls-tree -z</c>; null where the path is not in it.</summary>
    public static TreeEntry? Parse(string listing, string path)
    {
        foreach (var line in listing.Split('\0'))
        {
            // MODE SP TYPE SP OBJECT TAB PATH
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            if (tab > 0 && line[(tab + 1)..] == path && line[..tab].Split(' ') is [var mode, _, var name])
            {
                return new TreeEntry(mode, name);
            }
        }

        return null;
    }
}
