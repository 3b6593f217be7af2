using System.Collections.Immutable;

namespace ConnectSchappo.Reconciler.Core.Observations;

/// <summary>
/// An object of PJSIP as it is in Asterisk's memory. Options are found by their name in the configuration file
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
            // The command line prints an option of many values in as many lines, AMI in one with commas.
            var option = Spelling(key);
            builder[option] = builder.TryGetValue(option, out var before) ? $"{before},{value}" : value;
        }

        values = builder.ToImmutable();
    }

    private SorceryObject(string name, ImmutableDictionary<string, string> values) => (Name, this.values) = (name, values);

    public string Name { get; }

    /// <summary>The value in memory, or null where Asterisk does not show that option.</summary>
    public string? this[string option] => values.GetValueOrDefault(Spelling(option));

    /// <summary>The same object with another value.</summary>
    public SorceryObject With(string option, string value) => new(Name, values.SetItem(Spelling(option), value));

    private static string Spelling(string name) => name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
}
