using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ConnectSchappo.Reconciler.Core.Observations.Texts;

/// <summary>
/// What the look's script printed, taken apart. Its lines: <c>@file STAT</c> for each file that exists, <c>@content BASE64</c> after
/// those that changed, <c>@address IP</c>, <c>@certificate BASE64</c> of PEM, and <c>@fail2ban</c> before the rest: <c>@absent</c>, <c>@stopped</c>, or what
/// its client printed.
/// </summary>
public sealed record LookText(
    ImmutableDictionary<string, BoxFile> Files,
    Fact<string> OurAddress,
    Fact<Certificate> CertificateOnDisk,
    Fail2banLife Fail2ban,
    Fact<ImmutableDictionary<string, JailMemory>> Jails)
{
    /// <param name="known">The files of the look before: the content of those whose stat line is the same was not sent.</param>
    public static LookText Parse(string text, IReadOnlyDictionary<string, BoxFile> known)
    {
        var files = ImmutableDictionary.CreateBuilder<string, BoxFile>(StringComparer.Ordinal);
        var address = Fact.Unknown<string>("the box does not say from which address we come");
        var certificate = Fact.Unknown<Certificate>("there is no such file, or the desired state names none");
        string? stat = null;
        var rest = text.IndexOf("@fail2ban\n", StringComparison.Ordinal);
        foreach (var line in (rest < 0 ? text : text[..rest]).Split('\n'))
        {
            if (After(line, "@file ") is { } seen)
            {
                stat = seen;
                var path = "/" + seen[(seen.IndexOf(" /", StringComparison.Ordinal) + 2)..];
                if (known.TryGetValue(path, out var same) && same.Stat == seen)
                {
                    files[path] = same;
                }
            }
            else if (After(line, "@content ") is { } content && stat is not null)
            {
                var file = File(stat, Convert.FromBase64String(content));
                files[file.Path] = file;
            }
            else if (After(line, "@address ") is { } ip)
            {
                address = Fact.Known(ip);
            }
            else if (After(line, "@certificate ") is { } pem)
            {
                certificate = ReadCertificate(Encoding.ASCII.GetString(Convert.FromBase64String(pem)));
            }
        }

        var said = rest < 0 ? "" : text[rest..];
        var life = said.Contains("\n@stopped\n", StringComparison.Ordinal) ? Fail2banLife.Stopped
            : said.Contains("\n@absent\n", StringComparison.Ordinal) ? Fail2banLife.Absent
            : Fail2banLife.Running;
        return new LookText(files.ToImmutable(), address, certificate, life, Fail2banText.Parse(said));
    }

    private static string? After(string line, string mark) => line.StartsWith(mark, StringComparison.Ordinal) ? line[mark.Length..] : null;

    // inode, size, date, time, zone (twice: mtime, ctime), mode, owner, group, path
    private static BoxFile File(string stat, byte[] content)
    {
        var path = stat.IndexOf(" /", StringComparison.Ordinal) + 1;
        var words = stat[..path].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new BoxFile(stat[path..], stat, words[^3], words[^2], words[^1], content);
    }

    private static Fact<Certificate> ReadCertificate(string pem)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(pem);
            return Fact.Known(Certificate.Of(certificate));
        }
        catch (CryptographicException)
        {
            return Fact.Unknown<Certificate>("the file holds no certificate that can be read");
        }
    }
}
