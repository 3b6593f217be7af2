namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>The stable codes of <see cref="ConfProblem"/>. The first nine end the reading of a file where they stand.</summary>
public static class ConfProblemCode
{
    /// <summary>A header without <c>]</c> before a comment or the line's end.</summary>
    public const string HeaderNotClosed = "AC001";

    /// <summary>A header's options without <c>)</c>.</summary>
    public const string OptionsNotClosed = "AC002";

    /// <summary>A section inherits from one that does not exist so far.</summary>
    public const string ParentMissing = "AC003";

    /// <summary>A section is added to that does not exist so far, or is a template.</summary>
    public const string AdditionMissing = "AC004";

    /// <summary>A key before any section.</summary>
    public const string NoSection = "AC005";

    /// <summary>A backslash at a line's start that is followed by a blank, by nothing, or by a byte above 127.</summary>
    public const string InvalidEscape = "AC006";

    /// <summary>An included file does not exist, cannot be read by Asterisk, or is no regular file.</summary>
    public const string IncludeMissing = "AC007";

    /// <summary>Includes are nested more than ten deep, or more than ten included files were broken.</summary>
    public const string IncludeTooDeep = "AC008";

    /// <summary>Asterisk would never come back from reading this: it runs until its memory or disk is full.</summary>
    public const string Endless = "AC009";

    /// <summary>A block comment that is never closed.</summary>
    public const string CommentNotClosed = "AC010";

    /// <summary>The end of a block comment where none is open.</summary>
    public const string CommentNotOpen = "AC011";

    /// <summary>A line of more than 8190 bytes.</summary>
    public const string LineTooLong = "AC012";

    /// <summary>A line that is neither header, directive nor key and value.</summary>
    public const string NoEquals = "AC013";

    /// <summary>A value without a key.</summary>
    public const string NoKey = "AC014";

    /// <summary>A <c>#</c> line that is no directive.</summary>
    public const string UnknownDirective = "AC015";

    /// <summary>A directive that names no file.</summary>
    public const string DirectiveWithoutFile = "AC016";

    /// <summary>A program to run for its output, which Asterisk does only where asterisk.conf allows it.</summary>
    public const string Exec = "AC017";

    /// <summary>A NUL byte in a line.</summary>
    public const string NulByte = "AC018";

    /// <summary>A section's name of more than 79 bytes.</summary>
    public const string NameTooLong = "AC019";

    /// <summary>Text after a header that Asterisk does not look at.</summary>
    public const string TextAfterHeader = "AC020";

    /// <summary>A carriage return inside a line: a file with the line ends of an old Macintosh is one line.</summary>
    public const string CarriageReturn = "AC021";

    /// <summary>An empty name among a header's options, which means the first section of all.</summary>
    public const string EmptyParent = "AC022";

    /// <summary>A key before any header of an included file that lands in another section than the one that includes it.</summary>
    public const string StrayKey = "AC023";

    /// <summary>Files of a glob that are not read because one before them is broken.</summary>
    public const string GlobCut = "AC024";

    /// <summary>A byte order mark where Asterisk does not skip it.</summary>
    public const string ByteOrderMark = "AC025";

    /// <summary>A <c>+=</c> that changed another occurrence of the key than the last one.</summary>
    public const string AppendElsewhere = "AC026";

    /// <summary>A file that is included more than once.</summary>
    public const string IncludedAgain = "AC027";
}
