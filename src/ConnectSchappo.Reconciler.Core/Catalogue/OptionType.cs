namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>How Asterisk reads an option.</summary>
public enum OptionType
{
    Text,
    YesNo,
    Integer,
    Decimal,

    /// <summary>One of a few words.</summary>
    Word,

    /// <summary>Some of a few words, with commas.</summary>
    Words,

    /// <summary>Names of codecs, with commas; <c>!</c> before one takes it away.</summary>
    Codecs,

    /// <summary>Written by many and read by nobody.</summary>
    Ignored,
}
