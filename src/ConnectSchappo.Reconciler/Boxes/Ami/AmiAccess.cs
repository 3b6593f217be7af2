using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Boxes.Ami;

/// <summary>The outcome of asking for the manager interface: a session, or the reason why there is none.</summary>
internal abstract record AmiAccess
{
    private AmiAccess()
    {
    }

    /// <summary>Logged in; whoever asked owns the session.</summary>
    internal sealed record Granted(AmiSession Session) : AmiAccess;

    /// <param name="Reason">To decide by.</param>
    /// <param name="Message">For a person, with the remedy.</param>
    internal sealed record Absent(AmiAbsence Reason, Message Message) : AmiAccess;
}
