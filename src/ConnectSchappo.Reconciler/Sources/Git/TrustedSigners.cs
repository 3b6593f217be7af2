using System.Text;

namespace ConnectSchappo.Reconciler.Sources.Git;

/// <summary>Who may sign: the lines of an SSH allowed-signers file, and armored OpenPGP public keys; one file may hold both.</summary>
internal sealed record TrustedSigners(string Ssh, string OpenPgp)
{
    private const string KeyBegins = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
    private const string KeyEnds = "-----END PGP PUBLIC KEY BLOCK-----";

    public bool IsEmpty => OpenPgp.Length == 0 && Ssh.Split('\n').All(l => l.Trim() is "" or ['#', ..]);

    public static TrustedSigners Parse(string text)
    {
        var (ssh, openPgp) = (new StringBuilder(), new StringBuilder());
        var inKey = false;
        foreach (var line in text.Split('\n').Select(l => l.TrimEnd('\r')))
        {
            inKey |= line.StartsWith(KeyBegins, StringComparison.Ordinal);
            (inKey ? openPgp : ssh).Append(line).Append('\n');
            inKey &= !line.StartsWith(KeyEnds, StringComparison.Ordinal);
        }

        return new TrustedSigners(ssh.ToString(), openPgp.ToString());
    }
}
