using System.Collections.Immutable;

namespace ConnectSchappo.Reconciler.Core.Observations;

/// <summary>
/// An endpoint, auth or AOR as it is in Asterisk's memory. Options are found by their name in the configuration file
/// (<c>rtp_symmetric</c>), whatever way of spelling the reading had (AMI says <c>RtpSymmetric</c>).
/// </summary>
public sealed class SorceryObject
{
    private readonly ImmutableDictionary<string, string> values;

    public SorceryObject(string name, IEnumerable<KeyValuePair<string, string>> properties)
    {
        Name = name;
        var builder = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in properties)
        {
            builder[Spelling(key)] = value;
        }

        values = builder.ToImmutable();
    }

    public string Name { get; }

    /// <summary>The value in memory, or null where Asterisk does not show that option.</summary>
    public string? this[string option] => values.GetValueOrDefault(Spelling(option));

    private static string Spelling(string name) => name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
}
