using ConnectSchappo.Reconciler.Core.Conf;

namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>
/// An option of one section of Asterisk's configuration, in one version of Asterisk: all that is known of it. Its type and its default are
/// generated from Asterisk's sources, the rest is its row in <see cref="PjsipRows"/>, <see cref="HttpRows"/>, <see cref="RtpRows"/> or
/// <see cref="SipRows"/>, where the source of each fact stands.
/// </summary>
public sealed record Option
{
    /// <summary>Asterisk's own name of it, in lower case.</summary>
    public required string Name { get; init; }

    /// <summary>Names that Asterisk took for it once, and still does.</summary>
    public EquatableArray<string> OlderNames { get; init; }

    public OptionType Type { get; init; }

    /// <summary>The words that it may be, or be made of; of a list of codecs their names.</summary>
    public EquatableArray<string> Words { get; init; }

    /// <summary>The least number that it may be; null where the sources give none.</summary>
    public long? Least { get; init; }

    /// <summary>The greatest number that it may be; null where the sources give none.</summary>
    public long? Most { get; init; }

    /// <summary>What Asterisk takes where the option is silent; null where the sources give none.</summary>
    public string? Default { get; init; }

    /// <summary>What its module makes of it where it stands more than once in a section.</summary>
    public RepeatRule Repeats { get; init; }

    /// <summary>
    /// Whether each line of it is one item, in which a comma is a character like any other: a list of several is as many lines.
    /// </summary>
    public bool IsOneALine { get; init; }

    /// <summary>The name under which its lines count with those of others: <c>allow</c> and <c>disallow</c> are one list.</summary>
    public string CountsAs { get => field ?? Name; init; }

    /// <summary>When Asterisk takes two values of it for the same.</summary>
    public ComparedAs ComparedAs { get; init; }

    /// <summary>Whether its value is addresses, networks or names of hosts, with commas between them.</summary>
    public bool HoldsAddresses { get; init; }

    /// <summary>Whether its value is a secret, or a line that has one in its midst: it is never written as text, and never shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Whether it decides who may log in or call in, or whom a call in is taken for. Such an option is never ignored.</summary>
    public bool DecidesAccess { get; init; }

    /// <summary>
    /// Whether another value of it than the wanted one keeps a phone from its calls, in an object that is otherwise as wanted.
    /// </summary>
    public bool KeepsFromCalls { get => field || DecidesAccess || IsSecret || RefersTo is not null || UnderWebRtc is not null; init; }

    /// <summary>The type of the objects that it names, with commas between them; null where it names none.</summary>
    public PjsipType? RefersTo { get; init; }

    /// <summary>Why an object without it does nothing; null where it may be silent.</summary>
    public OptionNeed? Needed { get; init; }

    /// <summary>What makes a change of it effective.</summary>
    public TakesEffect TakesEffect { get; init; }

    /// <summary>How Asterisk's memory shows it.</summary>
    public ShownAs ShownAs { get; init; }

    /// <summary>
    /// The words before its value where memory is printed as text; none where its own name is what memory calls it. Of several lines with
    /// one of them each the values stand in a row, with a blank between them.
    /// </summary>
    public EquatableArray<string> Labels { get; init; }

    /// <summary>The web server's listeners that it decides about (<see cref="Listener"/>).</summary>
    public EquatableArray<string> Listeners { get; init; }

    /// <summary>Options of the same object beside which memory shows something else in its place.</summary>
    public EquatableArray<string> HiddenBy { get; init; }

    /// <summary>What memory shows where it is silent.</summary>
    public string? DefaultInMemory { get => field ?? Default; init; }

    /// <summary>
    /// Whether memory is held against what nobody asked for: the default, or what others say. Not where Asterisk makes a value of its own
    /// of it, because every object needs one, or because it does not fit another option.
    /// </summary>
    public bool IsComparedUnasked { get; init; } = true;

    /// <summary>The value that <c>webrtc=yes</c> gives it, whatever it says itself, and that memory must show; null where none.</summary>
    public string? UnderWebRtc { get; init; }

    /// <summary>Whether <c>webrtc=yes</c> forces it: memory is then no judge of what the file says.</summary>
    public bool IsForcedByWebRtc { get => field || UnderWebRtc is not null; init; }

    /// <summary>Its place among the names of all of PJSIP's options (<see cref="OptionNames"/>); -1 where it is none of these.</summary>
    public int Index { get; init; } = -1;

    /// <summary>Whether it takes every value that another takes.</summary>
    internal bool TakesAsMuchAs(Option other) =>
        Type == other.Type && other.Words.All(Words.Contains)
        && (Least is null || Least <= other.Least) && (Most is null || Most >= other.Most);

    /// <summary>The same, where it may also be what an older version takes.</summary>
    internal Option OrAs(Option older) => this with
    {
        Words = Words.Concat(older.Words).Distinct(StringComparer.Ordinal).ToEquatableArray(),
        Least = Least is { } least && older.Least is { } olderLeast ? Math.Min(least, olderLeast) : null,
        Most = Most is { } most && older.Most is { } olderMost ? Math.Max(most, olderMost) : null,
    };
}
