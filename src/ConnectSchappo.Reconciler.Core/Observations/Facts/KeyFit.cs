namespace ConnectSchappo.Reconciler.Core.Observations.Facts;

/// <summary>
/// How a private key fits the certificate that it is meant for; all but the first make the web server switch TLS off at a reload.
/// </summary>
public enum KeyFit
{
    Fits,

    /// <summary>It is the key of another certificate.</summary>
    Other,

    /// <summary>There is no such file.</summary>
    Missing,

    /// <summary>The file holds no private key: a certificate alone, for one.</summary>
    None,

    /// <summary>It is encrypted with a passphrase, which nobody can type at Asterisk's start.</summary>
    Locked,

    /// <summary>A FIFO, a device or a directory.</summary>
    Special,

    /// <summary>It says that it is a private key, and openssl cannot read it.</summary>
    Broken,
}
