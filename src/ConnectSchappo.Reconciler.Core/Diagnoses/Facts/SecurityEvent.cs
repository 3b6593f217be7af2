using System.Net;

namespace ConnectSchappo.Reconciler.Core.Diagnoses.Facts;

/// <summary>A line of Asterisk's log for the level security: somebody logged in, or was refused.</summary>
/// <param name="Kind">Asterisk's word for it, such as <c>ChallengeResponseFailed</c>.</param>
/// <param name="At">By the box's clock.</param>
/// <param name="Service">Who was asked: <c>PJSIP</c>, <c>SIP</c>, <c>AMI</c>.</param>
/// <param name="Account">The name that was given.</param>
/// <param name="From">The address that it came from; null where the line has none.</param>
public sealed record SecurityEvent(string Kind, DateTimeOffset At, string Service, string Account, IPAddress? From)
{
    /// <summary>Whether somebody got in.</summary>
    public bool Succeeded => Kind == "SuccessfulAuth";

    /// <summary>
    /// Whether the password was wrong. PJSIP has the first word, chan_sip the second. Source: Asterisk 16.28, 22.10.1, tried.
    /// </summary>
    public bool IsWrongPassword => Kind is "ChallengeResponseFailed" or "InvalidPassword";

    /// <summary>Whether there is no such account.</summary>
    public bool IsUnknownAccount => Kind == "InvalidAccountID";

    /// <summary>Whether an ACL refused the address.</summary>
    public bool IsRefusedByAcl => Kind == "FailedACL";

    /// <summary>Whether somebody was refused who should not be, if he is a user; the challenge of a login is none of these.</summary>
    public bool IsRefusal => IsWrongPassword || IsUnknownAccount || IsRefusedByAcl;
}
