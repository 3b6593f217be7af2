using System.Text;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Files;

namespace ConnectSchappo.Reconciler.Sources.Git;

/// <summary>
/// Whether a commit is signed by somebody whom the operator trusts. git judges, with nothing to trust but the signers' file: it is
/// read anew each time, so that a signer who was taken out of it is not trusted again.
/// </summary>
internal sealed class SignatureCheck(GitProgram git, string signersFile, string home, TimeSpan allowed)
{
    /// <summary>Where OpenPGP's keys are, below the home that git is given.</summary>
    public const string KeyringFolder = "keyring";

    /// <exception cref="SourceFailure">The commit is not trusted, or the signers' file cannot be used.</exception>
    public async Task Demand(string repository, string commit, CancellationToken cancellation)
    {
        var allowedSigners = await Prepare(cancellation);
        var answer = await git.Run(
            new GitCall(
                allowed,
                "-c", $"gpg.ssh.allowedSignersFile={allowedSigners}",
                "-c", "gpg.minTrustLevel=fully",
                "-c", "gpg.x509.program=false",
                "verify-commit", commit)
            {
                Repository = repository,
            },
            cancellation);
        if (!answer.Succeeded)
        {
            var reason = answer.Errors.Trim().Length == 0 ? $"it has no signature" : answer.Reason;
            throw new SourceFailure(
                SourceFailureKind.Refused,
                $"Commit {RevisionName.Short(commit)} has no signature of a signer in {signersFile}: {reason}. Ask one of them "
                    + $"to sign it.");
        }
    }

    private async Task<string> Prepare(CancellationToken cancellation)
    {
        var signers = TrustedSigners.Parse(await Text(cancellation));
        if (signers.IsEmpty)
        {
            throw new SourceFailure(
                SourceFailureKind.Refused,
                $"{signersFile} names no signer, so no commit is trusted. Add lines of an SSH allowed-signers file, or OpenPGP "
                    + $"public keys.");
        }

        var ssh = Path.Combine(home, "allowed-signers");
        await File.WriteAllTextAsync(ssh, signers.Ssh, cancellation);
        await Import(signers.OpenPgp, cancellation);
        return ssh;
    }

    private async Task<string> Text(CancellationToken cancellation)
    {
        try
        {
            return Encoding.UTF8.GetString(await LocalFile.Read(signersFile, LocalFile.Largest, cancellation));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SourceFailure(SourceFailureKind.Refused, $"The file of signers cannot be read: {failure.Message}", failure);
        }
    }

    // A keyring of these keys alone: that a key is in it is the trust, so gpg needs no web of its own.
    private async Task Import(string keys, CancellationToken cancellation)
    {
        var keyring = Path.Combine(home, KeyringFolder);
        if (Directory.Exists(keyring))
        {
            Directory.Delete(keyring, recursive: true);
        }

        PrivateFolder.Make(keyring);
        if (keys.Length == 0)
        {
            return;
        }

        await File.WriteAllTextAsync(Path.Combine(keyring, "gpg.conf"), "trust-model always\nno-autostart\n", cancellation);
        var file = Path.Combine(keyring, "signers.asc");
        await File.WriteAllTextAsync(file, keys, cancellation);
        var import = new GitCall(allowed, "--batch", "--no-tty", "--quiet", "--import", file) { Program = "gpg" };
        var answer = await git.Run(import, cancellation);
        if (!answer.Succeeded)
        {
            throw new SourceFailure(SourceFailureKind.Refused, $"gpg does not accept the OpenPGP keys in {signersFile}: {answer.Reason}.");
        }
    }
}
