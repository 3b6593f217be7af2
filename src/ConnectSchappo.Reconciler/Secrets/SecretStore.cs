using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Secrets;

/// <summary>Finds secrets by name, in the first place that has them. One final line end is not part of a secret.</summary>
internal sealed class SecretStore(IReadOnlyList<ISecretSource> sources, TimeProvider time)
{
    /// <summary>The most bytes of a secret and its line end, of which a character may take four.</summary>
    public const int MostBytes = (4 * Longest) + 2;

    // Asterisk skips lines of 8191 bytes and more.
    private const int Longest = 4096;

    private const int MostNamed = 12;

    private static readonly TimeSpan BetweenSigns = TimeSpan.FromSeconds(0.5);

    private string sign = "";
    private long? signed;

    /// <summary>Looks up every name anew, so that a changed secret is seen. What is wrong with one is no failure of the others.</summary>
    public async Task<ResolvedSecrets> Resolve(IEnumerable<string> names, CancellationToken cancellation)
    {
        var values = new Dictionary<string, Secret>(StringComparer.Ordinal);
        var missing = new Dictionary<string, string>(StringComparer.Ordinal);
        var absent = new List<string>();
        foreach (var name in names)
        {
            try
            {
                if (await Find(name, cancellation) is { } found)
                {
                    values[name] = found;
                }
                else
                {
                    absent.Add(name);
                }
            }
            catch (SecretFailure failure)
            {
                missing[name] = failure.Message;
            }
        }

        // One mistake, reported once: of all of them it is the same sentence.
        var nowhere = Nowhere(absent).In(Language.English);
        foreach (var name in absent)
        {
            missing[name] = nowhere;
        }

        return new ResolvedSecrets(values, missing);
    }

    /// <summary>
    /// A text that is another one once a secret of a file may be another one. It is asked for every box, and made anew twice a second at
    /// the most.
    /// </summary>
    public string Sign()
    {
        lock (sources)
        {
            if (signed is not { } at || time.GetElapsedTime(at) >= BetweenSigns)
            {
                var now = string.Join('\n', sources.Select(s => s.Sign()));
                (sign, signed) = (now == sign ? sign : now, time.GetTimestamp()); // each box keeps the text: one for all of them
            }

            return sign;
        }
    }

    private Message Nowhere(List<string> absent)
    {
        var (subject, name) = absent is [var one]
            ? ((Message)$"Secret {one} is missing", one)
            : ($"Secrets {Listing.Of(absent, MostNamed)} are missing", "NAME");
        if (sources.Count == 0)
        {
            return $"{subject}, and no directory of secrets is set: use --secrets DIR, or LoadCredential= of systemd.";
        }

        return $"{subject}: {sources.Select(s => s.WayIn(name)).Aggregate((ways, more) => $"{ways}, or {more}")}.";
    }

    // Null where no place has it.
    private async Task<Secret?> Find(string name, CancellationToken cancellation)
    {
        if (name.Contains('/', StringComparison.Ordinal) || name.StartsWith('-') || name is "." or "..")
        {
            throw new SecretFailure($"'{name}' is not a name for a secret: use one without a slash that does not begin with a dash.");
        }

        foreach (var source in sources)
        {
            if (await source.Find(name, cancellation) is { } text)
            {
                return Checked(name, text, source);
            }
        }

        return null;
    }

    private static Secret Checked(string name, string found, ISecretSource source)
    {
        var text = found.EndsWith("\r\n", StringComparison.Ordinal) ? found[..^2] : found.EndsWith('\n') ? found[..^1] : found;
        return text.Length is > 0 and <= Longest && !text.Any(char.IsControl)
            ? new Secret(text)
            : throw new SecretFailure(
                $"The secret {name} must be one line of 1 to {Longest} characters without control characters: {source.WayIn(name)} anew.");
    }
}
