using Renci.SshNet;

namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>What we offer in a key exchange, and in which order.</summary>
internal static class SshAlgorithms
{
    /// <remarks>
    /// Measured with SSH.NET 2026.0.0: its default, sntrup761, costs a client 90 to 150 ms of processor a connection,
    /// curve25519 6 to 14 ms. CentOS 7's OpenSSH 7.4 has curve25519 under its older name.
    /// </remarks>
    private static readonly string[] FirstKeyExchanges =
        ["curve25519-sha256", "curve25519-sha256@libssh.org", "ecdh-sha2-nistp256"];

    /// <summary>Host key algorithms that are never offered: certificates, which we do not check, and DSA.</summary>
    private static bool IsUnwanted(string hostKeyAlgorithm) =>
        hostKeyAlgorithm.Contains("-cert-", StringComparison.Ordinal) || hostKeyAlgorithm == "ssh-dss";

    /// <summary>Puts the algorithms of a new connection in order.</summary>
    /// <param name="connection">It must not have been used yet.</param>
    /// <param name="preferredTypes">Key types to ask for first.</param>
    /// <param name="refusedTypes">Key types not to ask for.</param>
    public static void Arrange(ConnectionInfo connection, IReadOnlyList<string> preferredTypes, IReadOnlyList<string> refusedTypes)
    {
        ToFront(connection.KeyExchangeAlgorithms, FirstKeyExchanges.Contains, name => Array.IndexOf(FirstKeyExchanges, name));
        var hostKeys = connection.HostKeyAlgorithms;
        foreach (var name in hostKeys.Keys.Where(name => IsUnwanted(name) || refusedTypes.Contains(TypeOf(name))).ToList())
        {
            hostKeys.Remove(name);
        }

        ToFront(hostKeys, name => preferredTypes.Contains(TypeOf(name)), _ => 0);
    }

    /// <summary>The key type that a signature algorithm is for: an RSA key signs in three ways.</summary>
    internal static string TypeOf(string algorithm) =>
        algorithm is "rsa-sha2-512" or "rsa-sha2-256" ? "ssh-rsa" : algorithm;

    private static void ToFront<T>(IOrderedDictionary<string, T> algorithms, Func<string, bool> wanted, Func<string, int> order)
    {
        var position = 0;
        foreach (var name in algorithms.Keys.Where(wanted).OrderBy(order).ToList())
        {
            algorithms.SetPosition(name, position++);
        }
    }
}
