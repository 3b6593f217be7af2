using ConnectSchappo.Reconciler.Core.Catalogue;

namespace ConnectSchappo.Reconciler.Core.Observations.Facts;

/// <summary>
/// An object of PJSIP as it is in Asterisk's memory. Options are found by their name in the configuration file
/// (<c>rtp_symmetric</c>), whatever way of spelling the reading had (AMI says <c>RtpSymmetric</c>).
/// </summary>
public sealed class SorceryObject
{
    // By the place of an option among all of PJSIP's: a box has tens of thousands of objects, and a table of names each would be
    // many times their values.
    private readonly string?[] values;
    private readonly AsteriskCatalogue catalogue;

    /// <param name="catalogue">The options that this Asterisk has.</param>
    /// <param name="name">Its id.</param>
    /// <param name="properties">What Asterisk showed; what is no option of PJSIP is passed over.</param>
    public SorceryObject(AsteriskCatalogue catalogue, string name, IEnumerable<KeyValuePair<string, string>> properties)
    {
        this.catalogue = catalogue;
        Name = name;
        var shown = new string?[catalogue.Names.Count];
        var last = -1;
        foreach (var (key, value) in properties)
        {
            if (catalogue.Names.IndexOf(key) is >= 0 and var index)
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
    public string? this[string option] => At(catalogue.Names.IndexOf(option));

    /// <summary>The same, of an option of the catalogue that the object was made with.</summary>
    internal string? this[Option option] => At(option.Index);

    /// <summary>The same object with another value.</summary>
    public SorceryObject With(string option, string value)
    {
        var index = catalogue.Names.IndexOf(option);
        var others = values.Select((v, i) => (Name: catalogue.Names.At(i), Value: v, Index: i))
            .Where(v => v.Value is not null && v.Index != index);
        return new SorceryObject(
            catalogue, Name, others.Select(v => KeyValuePair.Create(v.Name, v.Value!)).Append(KeyValuePair.Create(option, value)));
    }

    private string? At(int index) => (uint)index < (uint)values.Length ? values[index] : null;
}
