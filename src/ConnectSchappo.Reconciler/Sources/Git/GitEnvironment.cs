using System.Text;
using ConnectSchappo.Reconciler.Files;

namespace ConnectSchappo.Reconciler.Sources.Git;

/// <summary>
/// All that git finds in its environment. It is made from nothing: what systemd, a person's shell or a person's own git settings
/// hold must neither change what we read nor reach a program that git starts.
/// </summary>
internal static class GitEnvironment
{
    private static readonly string[] Inherited =
    [
        "PATH", "TMPDIR", "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY",
        "SSL_CERT_FILE", "SSL_CERT_DIR", "GIT_SSL_CAINFO",
    ];

    /// <param name="home">A directory of ours that stands for the user's home.</param>
    /// <exception cref="SourceFailure">The token's file cannot be read.</exception>
    public static Dictionary<string, string> Of(GitAddress address, GitAccess access, string home)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["HOME"] = home,
            ["XDG_CONFIG_HOME"] = home,
            ["GNUPGHOME"] = Path.Combine(home, SignatureCheck.KeyringFolder),
            ["LC_ALL"] = "C.UTF-8",
            ["GIT_CONFIG_GLOBAL"] = "/dev/null",
            ["GIT_CONFIG_SYSTEM"] = "/dev/null",
            ["GIT_ATTR_NOSYSTEM"] = "1",
            ["GIT_TERMINAL_PROMPT"] = "0",
            ["GIT_ASKPASS"] = "",
            ["SSH_ASKPASS_REQUIRE"] = "never",
            ["GIT_SSH_COMMAND"] = SshCommandLine.Of(access.Key, access.KnownHosts),
            ["GIT_SSH_VARIANT"] = "ssh",
            ["GIT_NO_REPLACE_OBJECTS"] = "1",
            ["GIT_LITERAL_PATHSPECS"] = "1",
            ["GIT_CEILING_DIRECTORIES"] = home,
        };
        foreach (var name in access.Key is null ? Inherited.Append("SSH_AUTH_SOCK") : Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
            {
                environment[name] = value;
            }
        }

        if (access.Token is { } token && address.Protocol == "https")
        {
            Authorize(environment, address, token);
        }

        return environment;
    }

    // Through the environment, as every user of the machine may read a command line. A redirection would take the header elsewhere.
    private static void Authorize(Dictionary<string, string> environment, GitAddress address, string file)
    {
        string token;
        try
        {
            token = LocalFile.Text(file).Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SourceFailure(
                SourceFailureKind.Unavailable, $"The token for {address.Url} (--git-token) cannot be read: {failure.Message}", failure);
        }

        var user = new Uri(address.Url).UserInfo is { Length: > 0 } given ? Uri.UnescapeDataString(given) : "git";
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{token}"));
        environment["GIT_CONFIG_COUNT"] = "2";
        environment["GIT_CONFIG_KEY_0"] = "http.extraHeader";
        environment["GIT_CONFIG_VALUE_0"] = $"Authorization: Basic {credentials}";
        environment["GIT_CONFIG_KEY_1"] = "http.followRedirects";
        environment["GIT_CONFIG_VALUE_1"] = "false";
    }
}
