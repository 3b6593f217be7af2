using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ConnectSchappo.Reconciler.Core.Observations.Texts;

/// <summary>
/// What the look's script printed, taken apart. Its lines: <c>@account NUMBERS</c>, under which Asterisk runs, and the rights of the folders above what it reads; <c>@file STAT</c> for each
/// file that exists, and <c>@content BASE64</c> after those that changed; <c>@pem STAT</c> for certificate and key, and where one of them
/// changed <c>@certificate BASE64</c> of PEM and <c>@key</c> same or other; <c>@unreadable PATH</c> for what of all that the account may
/// not read, and <c>@tried</c> where that was tried; <c>@address IP</c>; <c>@log STAT</c> and <c>@logged BASE64</c>; and <c>@fail2ban</c>
/// before the rest: <c>@absent</c>, <c>@stopped</c>, or what its client printed, and behind <c>@kernel</c> the firewall's rules.
/// </summary>
public sealed record LookText
{
    public ImmutableDictionary<string, BoxFile> Files { get; private init; } = ImmutableDictionary<string, BoxFile>.Empty;

    public Fact<string> OurAddress { get; private init; } = Fact.Unknown<string>("the box does not say from which address we come");

    public Fact<Certificate> CertificateOnDisk { get; private init; } = Fact.Unknown<Certificate>("there is no such file, or the desired state names none");

    public Fact<bool> KeyMatches { get; private init; } = Fact.Unknown<bool>("openssl on the box does not tell");

    public Fact<ImmutableHashSet<string>> Unreadable { get; private init; } = Fact.Unknown<ImmutableHashSet<string>>("setpriv (util-linux) on the box does not tell");

    public EquatableArray<ConfigComplaint> Complaints { get; private init; }

    public Fail2banLife Fail2ban { get; private init; } = Fail2banLife.Running;

    public required Fact<ImmutableDictionary<string, JailMemory>> Jails { get; init; }

    public Fact<Firewall> Kernel { get; private init; } = Fact.Unknown<Firewall>("fail2ban bans nobody");

    // What the next look need not be sent again while it stays the same: lines of stat, and the account.
    private EquatableArray<string> Marks { get; init; }

    /// <summary>The script's input: all that this look saw, a line each.</summary>
    public static byte[] Known(LookText? before) =>
        Encoding.UTF8.GetBytes(before is null ? "" : string.Join('\n', before.Files.Values.Select(f => f.Stat).Concat(before.Marks)));

    /// <summary>The same for what is a text already.</summary>
    public static LookText Parse(string text, LookText? before) => Parse(Encoding.UTF8.GetBytes(text), before);

    /// <param name="printed">What the script printed, in UTF-8: a large box prints much, and it is not made a text as a whole.</param>
    /// <param name="before">The look before, of which <see cref="Known"/> was sent; null at the first.</param>
    public static LookText Parse(ReadOnlySpan<byte> printed, LookText? before)
    {
        var rest = printed.IndexOf("@fail2ban\n"u8);
        var said = rest < 0 ? "" : Encoding.UTF8.GetString(printed[rest..]);
        var kernel = said.IndexOf("@kernel\n", StringComparison.Ordinal);
        var look = new LookText
        {
            Jails = Fail2banText.Parse(kernel < 0 ? said : said[..kernel]),
            Fail2ban = said.Contains("\n@stopped\n", StringComparison.Ordinal) ? Fail2banLife.Stopped
                : said.Contains("\n@absent\n", StringComparison.Ordinal) ? Fail2banLife.Absent
                : Fail2banLife.Running,
        };
        look = kernel < 0 ? look : look with { Kernel = FirewallText.Parse([.. TextLines.Of(said[kernel..])]) };
        return Lines(look, rest < 0 ? printed : printed[..rest], before);
    }

    private static LookText Lines(LookText look, ReadOnlySpan<byte> printed, LookText? before)
    {
        var files = ImmutableDictionary.CreateBuilder<string, BoxFile>(StringComparer.Ordinal);
        var marks = new List<string>();
        var unreadable = before?.Unreadable.TryGet(out var known) == true ? known.ToBuilder() : ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        var tried = before?.Unreadable.TryGet(out _) == true;
        var stat = "";
        var pem = new List<string>();
        foreach (var at in printed.Split((byte)'\n'))
        {
            // What is base64 stays bytes: it may be nearly all that was printed.
            var bytes = printed[at];
            var encoded = IsEncoded(bytes) ? bytes[(bytes.IndexOf((byte)' ') + 1)..] : [];
            var line = Encoding.UTF8.GetString(bytes[..^encoded.Length]);
            var end = line.IndexOf(' ', StringComparison.Ordinal);
            var (mark, value) = end < 0 ? (line, "") : (line[..end], line[(end + 1)..]);
            switch (mark)
            {
                case "@account":
                    marks.Add(line);
                    tried &= before?.Marks.Contains(line) == true;
                    break;
                case "@file":
                    stat = value;
                    var path = "/" + stat[(stat.IndexOf(" /", StringComparison.Ordinal) + 2)..];
                    if (before?.Files.TryGetValue(path, out var same) == true && same.Stat == stat)
                    {
                        files[path] = same;
                    }

                    break;
                case "@content":
                    var file = File(stat, Decoded(encoded));
                    files[file.Path] = file;
                    unreadable.Remove(file.Path);
                    break;
                case "@pem":
                    marks.Add(line);
                    pem.Add("/" + value[(value.IndexOf(" /", StringComparison.Ordinal) + 2)..]);
                    look = look with { CertificateOnDisk = before?.CertificateOnDisk ?? look.CertificateOnDisk, KeyMatches = before?.KeyMatches ?? look.KeyMatches };
                    break;
                case "@certificate":
                    look = look with { CertificateOnDisk = ReadCertificate(Encoding.ASCII.GetString(Decoded(encoded))), KeyMatches = Fact.Unknown<bool>("openssl on the box does not tell") };
                    unreadable.ExceptWith(pem);
                    break;
                case "@key":
                    look = look with { KeyMatches = Fact.Known(value == "same") };
                    break;
                case "@unreadable":
                    unreadable.Add(value);
                    break;
                case "@tried":
                    tried = true;
                    break;
                case "@address":
                    look = look with { OurAddress = Fact.Known(value) };
                    break;
                case "@log":
                    marks.Add(line);
                    look = look with { Complaints = before?.Complaints ?? [] };
                    break;
                case "@logged":
                    look = look with { Complaints = ConfigLogText.Parse(Encoding.UTF8.GetString(Decoded(encoded))) };
                    break;
            }
        }

        var there = files.ToImmutable();
        return look with
        {
            Files = there,
            Marks = marks.ToEquatableArray(),
            Unreadable = tried
                ? Fact.Known(unreadable.Where(p => there.ContainsKey(p) || pem.Contains(p)).ToImmutableHashSet(StringComparer.Ordinal))
                : look.Unreadable,
        };
    }

    private static bool IsEncoded(ReadOnlySpan<byte> line) =>
        line.StartsWith("@content "u8) || line.StartsWith("@certificate "u8) || line.StartsWith("@logged "u8);

    private static byte[] Decoded(ReadOnlySpan<byte> base64)
    {
        var decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length) - (base64.EndsWith("=="u8) ? 2 : base64.EndsWith("="u8) ? 1 : 0)];
        return Base64.DecodeFromUtf8(base64, decoded, out _, out var length) == OperationStatus.Done && length == decoded.Length
            ? decoded
            : throw new FormatException("What the box printed as base64 is none.");
    }

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
