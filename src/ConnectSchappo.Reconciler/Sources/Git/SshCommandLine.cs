using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Sources.Git;

/// <summary>
/// The ssh that git is to use: no question to anybody, no configuration but this, and no host key that was not known before.
/// git gives the text to a shell, so every word is quoted.
/// </summary>
internal static class SshCommandLine
{
    private static readonly string[] Always =
    [
        "BatchMode=yes",
        "StrictHostKeyChecking=yes",
        "UpdateHostKeys=no",
        "PasswordAuthentication=no",
        "KbdInteractiveAuthentication=no",
        "ClearAllForwardings=yes",
        "ForwardAgent=no",
        "ControlMaster=no",
        "ControlPath=none",
        "ConnectTimeout=10",
        "ServerAliveInterval=5",
        "ServerAliveCountMax=3",
    ];

    public static string Of(string? key, string? knownHosts)
    {
        List<string> words = ["ssh", "-F", "/dev/null"];
        words.AddRange(Always.SelectMany(o => (string[])["-o", o]));
        if (knownHosts is not null)
        {
            words.AddRange(["-o", $"UserKnownHostsFile={Value(knownHosts)}", "-o", "GlobalKnownHostsFile=/dev/null"]);
        }

        if (key is not null)
        {
            words.AddRange(["-o", $"IdentityFile={Value(key)}", "-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none"]);
        }

        return string.Join(' ', words.Select(ShellWord.Quote));
    }

    // ssh would split at spaces and expand percent signs.
    private static string Value(string path) => $"\"{Path.GetFullPath(path).Replace("%", "%%", StringComparison.Ordinal)}\"";
}
