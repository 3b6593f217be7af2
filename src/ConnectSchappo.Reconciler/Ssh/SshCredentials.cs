namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>What proves who we are: a private key file without a passphrase, in OpenSSH or PEM format.</summary>
internal sealed record SshCredentials(string PrivateKeyPath);
