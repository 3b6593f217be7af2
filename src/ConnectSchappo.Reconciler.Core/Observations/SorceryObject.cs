using ConnectSchappo.Reconciler.Core.Catalogue;

namespace ConnectSchappo.Reconciler.Core.Observations;

/// <summary>
/// An object of PJSIP as it is in Asterisk's memory. Options are found by their name in the configuration file
/// (<c>rtp_symmetric</c>), whatever way of spelling the reading had (AMI says <c>RtpSymmetric</c>).
/// </summary>
public sealed class SorceryObject
{
    // By the place of an option among all of PJSIP's: a box has tens of thousands of objects, and a table of names each would be
    // many times their values.
    private readonly string?[] values;

    /// <param name="properties">What Asterisk showed; what is no option of PJSIP is passed over.</param>
    public SorceryObject(string name, IEnumerable<KeyValuePair<string, string>> properties)
    {
        Name = name;
        var shown = new string?[OptionNames.Count];
        var last = -1;
        foreach (var (key, value) in properties)
        {
            if (OptionNames.IndexOf(key) is >= 0 and var index)
            {
                // The command line prints an option of many values in as many lines, AMI in one with commas.
                shown[index] = shown[index] is { } before ? $"{before},{value}" : value;
                last = Math.Max(last, index);
            }
        }

        values = shown[..(last + 1)];
    }

    public string Name { get; }

    /// <summary>The value in memory, or null where Asterisk does not show that option.</summary>
    public string? this[string option] => this[OptionNames.IndexOf(option)];

    /// <summary>The same, by the place of the option as <see cref="OptionNames.IndexOf"/> tells it.</summary>
    internal string? this[int option] => (uint)option < (uint)values.Length ? values[option] : null;

    /// <summary>The same object with another value.</summary>
    public SorceryObject With(string option, string value)
    {
        var index = OptionNames.IndexOf(option);
        var others = values.Select((v, i) => (Name: OptionNames.At(i), Value: v, Index: i)).Where(v => v.Value is not null && v.Index != index);
        return new SorceryObject(Name, others.Select(v => KeyValuePair.Create(v.Name, v.Value!)).Append(KeyValuePair.Create(option, value)));
    }
}
