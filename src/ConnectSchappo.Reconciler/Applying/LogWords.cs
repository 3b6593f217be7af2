using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>
/// What Asterisk logs when it did not take a configuration, though it says "reloaded successfully": a closed list, and of each line
/// only these words leave the box, since the rest of it may quote a value. Source: the strings of Asterisk 16.28's modules.
/// </summary>
internal static class LogWords
{
    private static readonly string[] Patterns =
    [
        "Retaining existing configuration for object of type '[^']*' with id '[^']*'",
        "Could not create an object of type '[^']*' with id '[^']*'",
        "could not be loaded; configuration contains (a duplicate object: '[^']*' of type '[^']*'|more than one object of type '[^']*')",
        "Contents of config file '[^']*' are invalid and cannot be parsed",
        "parse error: no closing '.', line [0-9]+ of [^ ]*",
        "parse error: No category context for line [0-9]+ of [^ ]*",
        "Unterminated comment detected beginning on line [0-9]+",
        "Transport '[^']*' is not fully reloadable",
        "Unable to bind [^:]* to [^ ]*",
        "TLS/SSL error (loading|matching) [a-z ]*",
    ];

    private static readonly ShellFile Functions = ShellFile.Beside(typeof(LogWords), "log-words.sh");

    /// <summary>Adds functions to a script: <c>log_begins</c> before a command, and <c>log_tells</c> after it, for what is new.</summary>
    public static ShellScript AddTo(ShellScript script) => script.Set("log_words", string.Join('|', Patterns)).Add(Functions);
}
