namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>
/// When Asterisk takes two values of an option for the same, in files and in its memory. Source: Asterisk 16.28, each tried.
/// </summary>
public enum ComparedAs
{
    /// <summary>Free text: 010 is not 10 there, and Yes not yes.</summary>
    Text,

    /// <summary>A word, a number, or one of Asterisk's words for yes and no: letter case and leading zeros make no difference.</summary>
    Word,

    /// <summary>Texts with commas between them, in an order that has a meaning.</summary>
    Items,

    /// <summary>Codecs in the order of preference; memory shows <c>(ulaw|alaw)</c>.</summary>
    Codecs,

    /// <summary>Addresses and networks with commas; memory shows <c>10.0.0.0/255.0.0.0</c>.</summary>
    Networks,

    /// <summary>A name and a number: memory shows the name in quotes.</summary>
    CallerId,

    /// <summary>Numbers of groups; memory shows <c>1, 3, 4, 5</c> for <c>1,3-5</c>.</summary>
    Groups,

    /// <summary>
    /// Names with a value each, in any order, of the negotiation of codecs; memory shows <c>prefer:pending</c> for
    /// <c>prefer: pending</c>, and <c>transcode:allow</c> where nothing is said of it. Source: main/stream.c of 22.10.1, tried.
    /// </summary>
    CodecPreferences,

    /// <summary>A type of service; memory shows the byte: 184 for ef.</summary>
    TypeOfService,

    /// <summary>An address that a transport binds; memory shows the port that Asterisk adds.</summary>
    TransportAddress,
}
