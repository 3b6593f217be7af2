namespace ConnectSchappo.Reconciler.Core.Observations.Facts;

/// <summary>What a look found of the certificate of a TLS transport of PJSIP.</summary>
public sealed record TransportCertificate
{
    /// <summary>One of which the look's answer says nothing.</summary>
    public static TransportCertificate Untold { get; } = new()
    {
        OnDisk = Fact.Unknown<Certificate>($"the observation says nothing of it"),
        KeyMatches = Fact.Unknown<bool>($"the observation says nothing of it"),
        Served = Fact.Unknown<Certificate>($"the observation says nothing of it"),
    };

    /// <summary>What is wrong with its files, each with its path; empty where nothing is.</summary>
    public EquatableArray<(string Path, CertificateFault Fault)> Faults { get; init; }

    /// <summary>The one in the file.</summary>
    public Fact<Certificate> OnDisk { get; init; } = Fact.Unknown<Certificate>($"openssl on the box gave no answer");

    /// <summary>Whether the private key is the certificate's.</summary>
    public Fact<bool> KeyMatches { get; init; } = Fact.Unknown<bool>($"openssl on the box gave no answer");

    /// <summary>The one that a phone is shown, asked from the box itself.</summary>
    public Fact<Certificate> Served { get; init; } = Fact.Unknown<Certificate>($"no handshake succeeded on its port");
}
