using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
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
        return OnDisk(box, path, key)
            .Concat(HttpDrifts.IsTaken(box, Listener.Tls) || UnseenFiles.Any(box, HttpSubject.Config) ? [] : Served(box));
    }

    private static IEnumerable<Drift> OnDisk(BoxView box, string path, string key)
    {
        Message atReload = $"the next reload or start switches TLS off, and no softphone can connect";
        if (box.Seen.CertificatePath != path)
        {
            yield return Unusable(
                box, path, $"a certificate", $"not observed: the round read another file",
                $"it was not verified, so nothing is changed: the next round reads it");
            yield break;
        }

        var closed = box.Seen.Unreadable.TryGet(out var unreadable)
            ? ((string[])[path, key]).Where(unreadable.Contains).Distinct().ToList()
            : [];
        foreach (var file in closed)
        {
            yield return Unusable(
                box, file, LayerWords.ReadableByAsterisk, $"not readable",
                $"{atReload}: make {file} readable by Asterisk's account (chown, chmod 640), and its directories too (namei -l {file})");
        }

        // Nobody's certificate is read by an Asterisk that does not run.
        if (box.Seen.Asterisk == AsteriskLife.Running && box.Seen.Unreadable.Missing is { } untold)
        {
            yield return Unusable(box, path, LayerWords.ReadableByAsterisk, $"not observed: {untold}",
                $"if Asterisk cannot read it, a reload switches TLS off, and no softphone can connect: "
                    + $"install setpriv (util-linux) or chroot (coreutils) on the box");
        }

        if (box.Seen.CertificateOnDisk.Missing is { } missing && closed.Count == 0)
        {
            yield return Unusable(box, path, $"a certificate", missing, $"{atReload}: install a certificate there");
        }
        else if (closed.Count == 0 && Wrong(box.Seen.Key, key) is var (file, remedy))
        {
            yield return Unusable(box, key, $"the key of {path}", file, $"{atReload}: {remedy}");
        }

        if (box.Seen.CertificateOnDisk.TryGet(out var disk) && (box.Seen.At < disk.NotBefore || box.Seen.At > disk.NotAfter))
        {
            var late = box.Seen.At > disk.NotAfter;
            yield return Drift(
                "certificate dates", $"valid today",
                late ? $"expired on {disk.NotAfter:yyyy-MM-dd}" : (Message)$"not valid before {disk.NotBefore:yyyy-MM-dd}",
                late ? $"browsers refuse to connect: renew {path}"
                    : (Message)$"browsers refuse to connect: replace {path}, or wait until it is valid") with
            {
                File = Message.Verbatim(path),
                Client = null,
                Remediation = Remediation.Manual,
            };
        }
    }

    // What was not seen is not acted upon either: a reload might be the end of TLS.
    private static (Message File, Message Remedy)? Wrong(Fact<KeyFit> seen, string key) => !seen.TryGet(out var fit)
        ? ($"not observed: {seen.Missing}", $"check that openssl is on the box and accepts it (openssl pkey -noout -in {key})")
        : fit switch
        {
            KeyFit.Fits => null,
            KeyFit.Other => (LayerWords.AnotherKey, $"install the key that belongs to the certificate"),
            KeyFit.Missing => (LayerWords.NoFile, $"install the key there, or set tlsprivatekey to its path"),
            KeyFit.None => ($"no private key in it", $"install the key that belongs to the certificate"),
            KeyFit.Locked => (
                $"encrypted with a passphrase",
                $"Asterisk cannot enter it at its start, so write the key without one (openssl pkey -in {key} -out {key}.open), "
                    + $"make it readable by Asterisk's account, and set tlsprivatekey to that file"),
            KeyFit.Special => ($"not a regular file (a FIFO, a device or a directory)", $"install a regular file with the key there"),
            KeyFit.Broken => ($"a private key that openssl cannot read", $"run openssl pkey -noout -in {key}, and install a valid key"),
            _ => throw new ArgumentOutOfRangeException(nameof(seen), fit, null),
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
            yield return Drift(Field, CertificateWords.Of(disk), CertificateWords.Of(served),
                $"browsers get the old certificate until the web server reloads it");
        }
        else if (listens && box.Seen.Client.Served.Missing is not null && box.Seen.Client.Answers.TryGet(out _))
        {
            yield return Drift(
                Field, CertificateWords.Of(disk), $"no TLS handshake succeeds",
                $"no softphone can connect: the web server did not accept its certificate");
        }
    }

    private static string? Option(BoxView box, string name) => box.Of(HttpSubject.Config).SharedWanted?.Last(name)?.Value;

    // While TLS runs, it is the next start that is wrong; where it does not, a start takes nothing away.
    private static Drift Unusable(BoxView box, string path, Message desired, Message file, Message consequence) =>
        Drift(Field, desired, null, consequence) with
    {
        File = $"{path}: {file}",
        Remediation = Remediation.Manual,
        TakesEffect = box.Seen.Memory.Http.TryGet(out var http) && http.Tls is null ? DriftNeed.Reload : DriftNeed.NextStart,
    };

    private static Drift Drift(string field, Message desired, Message? client, Message consequence) => new()
    {
        Kind = DriftKind.Certificate,
        Resource = new SettingsId(HttpSubject.Instance),
        Field = field,
        Desired = desired,
        Client = client,
        Consequence = consequence,
    };
}
