using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Sources.Git;

/// <summary>
/// Where in which repository the desired state is, spelled <c>URL#REF:PATH</c>: a branch or a tag, the remote's HEAD by default,
/// and a file, <c>desired-state.yaml</c> by default. Neither a URL's fragment nor a ref may hold the sign that ends it.
/// </summary>
/// <param name="Url">What git is given. Holds no password.</param>
/// <param name="Protocol">What git calls the way there: ssh, https or file.</param>
/// <param name="Ref">A branch, a tag, or a whole ref such as refs/heads/main; null for HEAD.</param>
internal sealed record GitAddress(string Url, string Protocol, string? Ref, string Path)
{
    public const string DefaultPath = "desired-state.yaml";

    private static readonly string[] Protocols = ["ssh", "https", "file"];

    /// <summary>Null where the text is a path of a file here: only <c>SCHEME://...</c> and <c>USER@HOST:PATH</c> are URLs.</summary>
    /// <exception cref="SourceFailure">A URL that cannot be used; the message says what to write instead.</exception>
    public static GitAddress? Parse(string text)
    {
        var fragment = text.IndexOf('#', StringComparison.Ordinal);
        var url = fragment < 0 ? text : text[..fragment];
        if (ProtocolOf(url) is not { } protocol)
        {
            return null;
        }

        var (name, path) = fragment < 0 ? ("", "") : Split(text[(fragment + 1)..]);
        if (path.Length == 0)
        {
            path = DefaultPath;
        }

        return Problem(url, protocol, name, path) is { } problem
            ? throw new SourceFailure(SourceFailureKind.Refused, $"{Masked(text)}: {problem}")
            : new GitAddress(url, protocol, name.Length == 0 ? null : name, path);
    }

    public override string ToString() => (Ref, Path) switch
    {
        (null, DefaultPath) => Url,
        (_, DefaultPath) => $"{Url}#{Ref}",
        _ => $"{Url}#{Ref}:{Path}",
    };

    private static string? ProtocolOf(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0 && url[..scheme].All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.'))
        {
            return url[..scheme].ToLowerInvariant();
        }

        // As git reads it, but for the user's name, which makes it plain that no file is meant.
        var at = url.IndexOf('@', StringComparison.Ordinal);
        var colon = url.IndexOf(':', StringComparison.Ordinal);
        return at > 0 && colon > at + 1 && !url[..colon].Contains('/', StringComparison.Ordinal) ? "ssh" : null;
    }

    private static (string Ref, string Path) Split(string fragment)
    {
        var colon = fragment.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (fragment, "") : (fragment[..colon], fragment[(colon + 1)..]);
    }

    private static Message? Problem(string url, string protocol, string name, string path)
    {
        if (!Protocols.Contains(protocol, StringComparer.Ordinal))
        {
            return $"{protocol}:// is not supported: it does not authenticate the server, or makes git run a program. Use ssh://, https:// "
                + $"or file://.";
        }

        if (url.Any(c => char.IsControl(c) || c == ' '))
        {
            return $"a URL has no spaces and no control characters.";
        }

        if (url.StartsWith('-') || url.Contains("://-", StringComparison.Ordinal) || url.Contains("@-", StringComparison.Ordinal))
        {
            return $"the name of a host or of a user does not begin with a dash.";
        }

        if (protocol != "file" && url.Contains("://", StringComparison.Ordinal)
            && (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Host.Length == 0))
        {
            return $"this is not a URL with a host.";
        }

        if (UserInfo(url).Contains(':', StringComparison.Ordinal))
        {
            return $"a password in a URL is visible to everybody. Write it into a file, and name the file with --git-token.";
        }

        return !IsRef(name) ? $"'{name}' cannot be a branch or a tag."
            : !IsPath(path) ? (Message)$"'{path}' is not a path in a repository. Write it from the top, with / and without . and .. in it."
            : null;
    }

    private static string UserInfo(string url)
    {
        var begin = url.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : -1;
        if (begin < 0)
        {
            return "";
        }

        var end = url.IndexOf('/', begin);
        var authority = end < 0 ? url[begin..] : url[begin..end];
        return authority.LastIndexOf('@') is var at and > 0 ? authority[..at] : "";
    }

    private static string Masked(string text) => UserInfo(text) is { Length: > 0 } user && user.Contains(':', StringComparison.Ordinal)
        ? text.Replace(user, user[..user.IndexOf(':', StringComparison.Ordinal)] + ":***", StringComparison.Ordinal)
        : text;

    // What git check-ref-format refuses, and what would be a pattern to ls-remote.
    private static bool IsRef(string name) =>
        name.Length == 0
        || (!name.Any(c => char.IsControl(c) || c is ' ' or '~' or '^' or ':' or '?' or '*' or '[' or '\\')
            && !name.Contains("..", StringComparison.Ordinal) && !name.Contains("@{", StringComparison.Ordinal)
            && !name.StartsWith('-')
            && name.Split('/').All(p => p.Length > 0 && p[0] != '.' && !p.EndsWith(".lock", StringComparison.Ordinal)));

    private static bool IsPath(string path) =>
        !path.Any(char.IsControl) && path.Split('/').All(p => p is not ("" or "." or ".."));
}
