using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>A step of a softphone's way to the box, tried from this host.</summary>
/// <param name="Name">What was tried.</param>
/// <param name="Weight">How it ended.</param>
/// <param name="Found">What was found.</param>
/// <param name="ToDo">What to do where it failed.</param>
/// <param name="IsCertificate">Whether it is about the certificate that is served.</param>
public sealed record WayStep(Message Name, Weight Weight, Message Found, Message ToDo, bool IsCertificate)
{
    /// <summary>Whether it is about the answer to a login without a password.</summary>
    public bool IsLogin { get; init; }
}
