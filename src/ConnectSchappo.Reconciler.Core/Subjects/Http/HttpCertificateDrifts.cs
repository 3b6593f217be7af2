using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Certificates;

namespace ConnectSchappo.Reconciler.Core.Subjects.Http;

/// <summary>
/// The certificate of the TLS listener: the one on disk, whether its key and its dates fit, and the one that is served. A web server
/// that cannot use it at a reload switches TLS off, so that what is wrong on disk keeps us from reloading it.
/// </summary>
internal static class HttpCertificateDrifts
{
    /// <summary>The field of a certificate that cannot be used, or is not the one that is served.</summary>
    public const string Field = "certificate";

    public static IEnumerable<Drift> Find(BoxView box)
    {
        if (Option(box, "tlscertfile") is not { Length: > 0 } path || OptionSpelling.Truth(Option(box, "tlsenable") ?? "no") != "yes")
        {
            return [];
        }

        var key = Option(box, "tlsprivatekey") is { Length: > 0 } own ? own : path;
        return OnDisk(box, path, key).Concat(HttpDrifts.IsTlsTaken(box) || UnseenFiles.Any(box, HttpSubject.Config) ? [] : Served(box));
    }

    private static IEnumerable<Drift> OnDisk(BoxView box, string path, string key)
    {
        const string atReload = "the web server switches TLS off at its next reload or start, and no softphone can connect";
        if (box.Seen.CertificatePath != path)
        {
            yield return Unusable(box, path, "a certificate", "not seen: the look asked for another file", "what was not seen is not acted upon: the next look asks for it");
            yield break;
        }

        var closed = box.Seen.Unreadable.TryGet(out var unreadable) ? ((string[])[path, key]).Where(unreadable.Contains).Distinct().ToList() : [];
        foreach (var file in closed)
        {
            yield return Unusable(box, file, "readable for Asterisk", "not readable", $"{atReload}: give {file} back to Asterisk's account (chown, chmod 640), and its folders if they are closed (namei -l {file})");
        }

        // Nobody's certificate is read by an Asterisk that does not run.
        if (box.Seen.Asterisk == AsteriskLife.Running && box.Seen.Unreadable.Missing is { } untold)
        {
            yield return Unusable(box, path, "readable for Asterisk", $"not seen: {untold}",
                "where Asterisk cannot read it, a reload switches TLS off, and no softphone can connect: see that setpriv (util-linux) or chroot (coreutils) is on the box");
        }

        if (box.Seen.CertificateOnDisk.Missing is { } missing && closed.Count == 0)
        {
            yield return Unusable(box, path, "a certificate", missing, $"{atReload}: put a certificate there");
        }
        else if (closed.Count == 0 && Wrong(box.Seen.Key, key) is var (file, remedy))
        {
            yield return Unusable(box, key, $"the key of {path}", file, $"{atReload}: {remedy}");
        }

        if (box.Seen.CertificateOnDisk.TryGet(out var disk) && (box.Seen.At < disk.NotBefore || box.Seen.At > disk.NotAfter))
        {
            var late = box.Seen.At > disk.NotAfter;
            yield return Drift(
                "certificate dates", "valid today", late ? $"not valid since {disk.NotAfter:yyyy-MM-dd}" : $"not valid before {disk.NotBefore:yyyy-MM-dd}",
                $"browsers refuse to connect: {(late ? "renew" : "replace, or wait for,")} {path}") with { File = path, Client = null, Remediation = Remediation.Manual };
        }
    }

    // What was not seen is not acted upon either: a reload might be the end of TLS.
    private static (string File, string Remedy)? Wrong(Fact<KeyFit> seen, string key) => !seen.TryGet(out var fit)
        ? ($"not seen: {seen.Missing}", $"see that openssl is on the box and takes it (openssl pkey -noout -in {key})")
        : fit switch
        {
            KeyFit.Fits => null,
            KeyFit.Other => ("another key", "put the key there that belongs to the certificate"),
            KeyFit.Missing => ("no such file", "put the key there, or take tlsprivatekey to where it is"),
            KeyFit.None => ("no private key in it", "put the key there that belongs to the certificate"),
            KeyFit.Locked => ("locked by a passphrase", $"nobody can type that when Asterisk starts, so write the key without one (openssl pkey -in {key} -out {key}.open), give it to Asterisk's account, and name that file in tlsprivatekey"),
            KeyFit.Special => ("no regular file (a FIFO, a device or a directory)", "put a regular file with the key there"),
            _ => ("a private key that openssl cannot read", $"see what openssl pkey -noout -in {key} says, and put the key there"),
        };

    private static IEnumerable<Drift> Served(BoxView box)
    {
        if (!box.Seen.CertificateOnDisk.TryGet(out var disk))
        {
            yield break;
        }

        var listens = box.Seen.Memory.Http.TryGet(out var http) && http.Tls is not null;
        if (box.Seen.Client.Served.TryGet(out var served) && served.Sha256 != disk.Sha256)
        {
            yield return Drift(Field, CertificateWords.Of(disk), CertificateWords.Of(served), "browsers are shown an old certificate until the web server reads its file again");
        }
        else if (listens && box.Seen.Client.Served.Missing is not null && box.Seen.Client.Answers.TryGet(out _))
        {
            yield return Drift(Field, CertificateWords.Of(disk), "no TLS handshake succeeds", "no softphone can connect: the web server has given up on its certificate");
        }
    }

    private static string? Option(BoxView box, string name) => box.Of(HttpSubject.Config).SharedWanted?.Last(name)?.Value;

    // While TLS runs, it is the next start that is wrong; where it does not, a start takes nothing away.
    private static Drift Unusable(BoxView box, string path, string desired, string file, string consequence) => Drift(Field, desired, null, consequence) with
    {
        File = $"{path}: {file}",
        Remediation = Remediation.Manual,
        TakesEffect = box.Seen.Memory.Http.TryGet(out var http) && http.Tls is null ? DriftNeed.Reload : DriftNeed.NextStart,
    };

    private static Drift Drift(string field, string desired, string? client, string consequence) => new()
    {
        Kind = DriftKind.Certificate,
        Resource = new SettingsId(HttpSubject.Instance),
        Field = field,
        Desired = desired,
        Client = client,
        Consequence = consequence,
    };
}
