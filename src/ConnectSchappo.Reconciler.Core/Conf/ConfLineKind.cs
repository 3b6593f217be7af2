namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>What a line is, before its meaning is read.</summary>
internal enum ConfLineKind : byte
{
    Blank,
    Comment,
    Header,
    Directive,

    /// <summary>Key and value, or what Asterisk takes for a try at it.</summary>
    Key,
    TooLong,
}
