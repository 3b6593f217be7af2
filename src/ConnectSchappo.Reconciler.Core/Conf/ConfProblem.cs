namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>
/// Something in a .conf file that Asterisk stumbles over, or reads otherwise than it looks: a code of
/// <see cref="ConfProblemCode"/>, what is wrong, and what it does to the running system.
/// </summary>
public sealed record ConfProblem(string Code, ConfSeverity Severity, ConfPlace Place, string Message, string Effect)
{
    public override string ToString() => $"{Place}: {Code} {Message}: {Effect}";
}
