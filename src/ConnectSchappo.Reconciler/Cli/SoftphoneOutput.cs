namespace ConnectSchappo.Reconciler.Cli;

/// <summary>How the account of a softphone is printed.</summary>
internal enum SoftphoneOutput
{
    Text,
    Json,

    /// <summary>A code for a camera, made of characters.</summary>
    Qr,
}
