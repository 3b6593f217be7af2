namespace ConnectSchappo.Reconciler.Core.Observations.Facts;

/// <summary>Why the certificate of a TLS transport, or its private key, cannot be used.</summary>
public enum CertificateFault
{
    /// <summary>There is no such file.</summary>
    Missing,

    /// <summary>The account that Asterisk runs under cannot read it.</summary>
    Closed,

    /// <summary>The file holds no certificate or key.</summary>
    Empty,

    /// <summary>The key is encrypted, and no passphrase is given for it.</summary>
    Locked,
}
