namespace ConnectSchappo.Reconciler.Core.Observations;

/// <summary>
/// An object of PJSIP as it is in Asterisk's memory. Options are found by their name in the configuration file
/// (<c>rtp_symmetric</c>), whatever way of spelling the reading had (AMI says <c>RtpSymmetric</c>).
/// </summary>
public sealed class SorceryObject
{
    private readonly Dictionary<string, string> values = new(OptionNames.Spelled);

    public SorceryObject(string name, IEnumerable<KeyValuePair<string, string>> properties)
    {
        Name = name;
        foreach (var (key, value) in properties)
        {
            // The command line prints an option of many values in as many lines, AMI in one with commas.
            values[key] = values.TryGetValue(key, out var before) ? $"{before},{value}" : value;
        }
    }

    public string Name { get; }

    /// <summary>The value in memory, or null where Asterisk does not show that option.</summary>
    public string? this[string option] => values.GetValueOrDefault(option);

    /// <summary>The same object with another value.</summary>
    public SorceryObject With(string option, string value)
    {
        var others = values.Where(v => !OptionNames.Spelled.Equals(v.Key, option));
        return new SorceryObject(Name, others.Append(KeyValuePair.Create(option, value)));
    }
}
