using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>
/// Something in a .conf file that Asterisk stumbles over, or reads otherwise than it looks: a code of
/// <see cref="ConfProblemCode"/>, what is wrong, and what it does to the running system.
/// </summary>
/// <remarks>It quotes names at most, never the text of a line: what was mistyped may be a password.</remarks>
public sealed record ConfProblem(string Code, ConfSeverity Severity, ConfPlace Place, Message Message, Message Effect)
{
    /// <summary>What it is about, as data: the section, what that refers to, or the file; empty where it names nothing.</summary>
    public EquatableArray<string> Names { get; init; }

    /// <summary>By what it is the same again when lines before it come or go: the file, the code and the names.</summary>
    public (string Path, string Code, EquatableArray<string> Names) Id => (Place.Path, Code, Names);

    public override string ToString() => $"{Place}: {Code} {Message}: {Effect}";
}
