namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>
/// A section as Asterisk holds it: inherited keys first, its own after them, those of <c>[name](+)</c> headers and of bare lines
/// in included files where they came.
/// </summary>
/// <param name="Name">As written, blanks included, cut at 79 bytes as Asterisk cuts it.</param>
/// <param name="IsTemplate">Marked <c>(!)</c>: others inherit from it, and no module sees it.</param>
/// <param name="Place">Its first header.</param>
/// <param name="Entries">Every key in order, repeats included: what a repeat means is the module's to say.</param>
public sealed record ConfSection(string Name, bool IsTemplate, ConfPlace Place, EquatableArray<ConfEntry> Entries)
{
    /// <summary>The sections that it inherits from, in order.</summary>
    public EquatableArray<string> Parents { get; init; }

    /// <summary>The <c>[name](+)</c> headers that added to it.</summary>
    public EquatableArray<ConfPlace> Additions { get; init; }

    /// <summary>The name a byte a character, as Asterisk compares it.</summary>
    internal string RawName { get; init; } = Name;

    internal EquatableArray<string> RawParents { get; init; }

    /// <summary>The value for a module where the last one wins: http.conf, a scalar of pjsip.conf, sip.conf.</summary>
    public ConfEntry? Last(string key)
    {
        for (var i = Entries.Count - 1; i >= 0; i--)
        {
            if (ConfText.EqualsIgnoreCase(Entries[i].Key, key))
            {
                return Entries[i];
            }
        }

        return null;
    }

    /// <summary>The value for a module where the first one wins, as in rtp.conf.</summary>
    public ConfEntry? First(string key) => All(key).FirstOrDefault();

    /// <summary>Every entry of a key in order. Keys are compared as strcasecmp does: ASCII letters without regard to case.</summary>
    public IEnumerable<ConfEntry> All(string key) => Entries.Where(e => ConfText.EqualsIgnoreCase(e.Key, key));
}
