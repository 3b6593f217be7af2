namespace ConnectSchappo.Reconciler.Boxes.Ami;

/// <summary>
/// What manager.conf on the box offers: whether and where it listens, as whom we may come, and the answer to a challenge.
/// </summary>
/// <param name="Enabled">Whether the file enables the manager interface.</param>
/// <param name="Address">The address that it is bound to, or empty for all.</param>
/// <param name="Port">The TCP port.</param>
/// <param name="User">The account, or empty where none will do.</param>
/// <param name="Answer">The MD5 of challenge and secret, or empty where there was no challenge.</param>
internal sealed record AmiAccount(bool Enabled, string Address, int Port, string User, string Answer)
{
    /// <summary>Whether 127.0.0.1 leads to it.</summary>
    public bool IsLocal => Address is "" or "0.0.0.0" or "::" or "127.0.0.1";
}
