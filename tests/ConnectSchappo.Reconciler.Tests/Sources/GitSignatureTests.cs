using ConnectSchappo.Reconciler.Cli;
using ConnectSchappo.Reconciler.Sources;
using ConnectSchappo.Reconciler.Sources.Git;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Sources;

public sealed class GitSignatureTests : IDisposable
{
    private readonly TestFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_commit_signed_over_SSH_by_a_trusted_signer_is_taken_and_no_other()
    {
        var upstream = await Upstream.Make(folder);
        var (ana, rui) = (await SshKey("ana"), await SshKey("rui"));
        var signers = folder.Write("signers", $"# who may\nana@example.org namespaces=\"git\" {PublicKey(ana)}\n");
        var source = Open(upstream, signers);

        await upstream.Commit("unsigned\n");
        await Refused("it has no signature", source);
        Assert.Equal(ExitCode.StateInvalid, await Validate(upstream, signers));
        var good = await upstream.Commit("by Ana\n", "desired-state.yaml", [.. SignedBy(ana)]);
        Assert.Equal(good, (await source.Read(Cancellation)).Id);
        await source.Keep(await source.Read(Cancellation), Cancellation);

        await upstream.Commit("by Rui\n", "desired-state.yaml", [.. SignedBy(rui)]);
        await Refused("has no signature of a signer in", source);
        Assert.Equal(good, (await source.LastGood(Cancellation))!.Id);

        // Signed by Ana, and changed afterwards.
        var raw = (await upstream.Git("cat-file", "commit", good)).Replace("\nchange\n", "\nchanged\n", StringComparison.Ordinal);
        var file = folder.Write("commit", raw);
        await upstream.Git("reset", "--quiet", "--hard", (await upstream.Git("hash-object", "-t", "commit", "-w", file)).Trim());
        await Refused("has no signature of a signer in", source);

        // Whoever is taken out of the file is trusted no more, and whoever is put in at once.
        folder.Write("signers", $"rui@example.org {PublicKey(rui)}\n");
        await Assert.ThrowsAsync<SourceFailure>(() => source.LastGood(Cancellation));
        var last = await upstream.Commit("by Rui again\n", "desired-state.yaml", [.. SignedBy(rui)]);
        Assert.Equal(last, (await source.Read(Cancellation)).Id);
        folder.Write("signers", "# nobody\n");
        await Refused("names no signer", Open(upstream, signers));
        File.Delete(signers);
        await Refused("cannot be read", Open(upstream, signers));
    }

    [Fact]
    public async Task A_commit_signed_by_OpenPGP_is_taken_from_a_key_in_the_file_alone()
    {
        Assert.SkipUnless(Programs.Has("gpg"), "this machine has no gpg");
        var upstream = await Upstream.Make(folder);
        var home = folder["gnupg"];
        PrivateFolder.Make(home);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["GNUPGHOME"] = home };
        Task<string> Gpg(params string[] arguments) => Programs.Run(
            folder.Path, "gpg", environment, null, ["--batch", "--quiet", .. arguments]);
        try
        {
            await Gpg("--passphrase", "", "--quick-generate-key", "ana@example.org", "ed25519", "sign", "1d");
            await Gpg("--passphrase", "", "--quick-generate-key", "rui@example.org", "ed25519", "sign", "1d");
            var program = folder.Write(
                "gpg", $"#!/bin/sh\nGNUPGHOME='{home}' exec gpg \"$@\"\n", UnixFileMode.UserRead | UnixFileMode.UserExecute);
            string[] By(string user) => ["-c", $"gpg.program={program}", "-c", $"user.signingKey={user}", "-c", "commit.gpgSign=true"];

            // Beside an SSH signer, to show that one file may hold both.
            var ssh = await SshKey("paula");
            var signers = folder.Write(
                "signers", $"paula@example.org {PublicKey(ssh)}\n{await Gpg("--armor", "--export", "ana@example.org")}");
            var source = Open(upstream, signers);
            var good = await upstream.Commit("by Ana\n", "desired-state.yaml", By("ana@example.org"));
            Assert.Equal(good, (await source.Read(Cancellation)).Id);
            var also = await upstream.Commit("by Paula\n", "desired-state.yaml", [.. SignedBy(ssh)]);
            Assert.Equal(also, (await source.Read(Cancellation)).Id);
            await upstream.Commit("by Rui\n", "desired-state.yaml", By("rui@example.org"));
            await Refused("has no signature of a signer in", source);
            folder.Write("signers", "-----BEGIN PGP PUBLIC KEY BLOCK-----\nrubbish\n-----END PGP PUBLIC KEY BLOCK-----\n");
            await Refused("does not accept the OpenPGP keys", source);
        }
        finally
        {
            await Programs.Run(folder.Path, "gpgconf", environment, null, "--kill", "gpg-agent");
        }
    }

    [Fact]
    public void A_file_cannot_meet_the_demand_and_says_so()
    {
        var failure = Assert.Throws<SourceFailure>(
            () => Source.Open("desired-state.yaml", new GitAccess { Cache = "x", Signers = "signers" }, TimeProvider.System));
        Assert.Equal(SourceFailureKind.Refused, failure.Kind);
    }

    private static IEnumerable<string> SignedBy(string key) =>
        ["-c", "gpg.format=ssh", "-c", $"user.signingKey={key}", "-c", "commit.gpgSign=true"];

    private static string PublicKey(string key) => string.Join(' ', File.ReadAllText(key + ".pub").Split(' ')[..2]);

    private async Task<string> SshKey(string name)
    {
        await Programs.Run(folder.Path, "ssh-keygen", null, null, "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", folder[name]);
        return folder[name];
    }

    private GitSource Open(Upstream upstream, string signers) =>
        new(GitAddress.Parse(upstream.Url)!, new GitAccess { Cache = folder["cache"], Signers = signers }, TimeProvider.System);

    private Task<int> Validate(Upstream upstream, string signers) =>
        ValidateCommand.Create(new SourceOptions())
            .Parse(["--desired-state", upstream.Url, "--require-signed", signers, "--git-cache", folder["cache"]])
            .InvokeAsync(cancellationToken: Cancellation);

    private static async Task Refused(string words, GitSource source)
    {
        var failure = await Assert.ThrowsAsync<SourceFailure>(() => source.Read(Cancellation));
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Equal(SourceFailureKind.Refused, failure.Kind);
    }
}
