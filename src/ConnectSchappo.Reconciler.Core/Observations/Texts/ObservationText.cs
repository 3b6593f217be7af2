using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Net;
using System.Text;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Observations.Texts;

/// <summary>
/// What the look's script printed, taken apart. Its lines: <c>@account NUMBERS</c>, under which Asterisk runs, and the rights of the
/// folders above what it reads; <c>@file STAT</c> for each file that exists, and after those that changed <c>@content BASE64</c>, or
/// <c>@contents NUMBER BASE64</c> of the last so many in their order;
/// <c>@unseen reason=REASON path=PATH</c> for each that is not read; <c>@link PATH</c> and <c>@target PATH</c> for each that is a
/// symbolic link; <c>@pem STAT</c> for certificate and key, and where one of them
/// changed <c>@certificate BASE64</c> of PEM or <c>@nocertificate REASON</c>, and <c>@key</c> with how it fits;
/// <c>@unreadable PATH</c> for what of all that the account may not read, and <c>@tried</c> where that was tried; <c>@address IP</c>;
/// <c>@directory PATH</c>; lines <c>@tls...</c> (<see cref="TransportCertificateText"/>); <c>@log STAT</c> and <c>@logged BASE64</c>; and
/// <c>@fail2ban</c> before the rest: <c>@absent</c>, <c>@stopped</c> and <c>@unit</c>, <c>@hung</c> and <c>@process</c>, or what its client
/// printed, and behind <c>@kernel</c> the firewall's rules.
/// </summary>
public sealed record ObservationText
{
    private const int MostShown = 80;

    private static readonly Dictionary<string, UnseenReason> Reasons = new(StringComparer.Ordinal)
    {
        ["special"] = UnseenReason.Special,
        ["folder"] = UnseenReason.Folder,
        ["large"] = UnseenReason.Large,
        ["toomuch"] = UnseenReason.TooMuch,
        ["unreadable"] = UnseenReason.Unreadable,
    };

    public ImmutableDictionary<string, BoxFile> Files { get; private init; } = ImmutableDictionary<string, BoxFile>.Empty;

    public Fact<string> OurAddress { get; private init; } = Fact.Unknown<string>($"the box does not report the reconciler's address");

    public Fact<Certificate> CertificateOnDisk { get; private init; } = Fact.Unknown<Certificate>($"the observation did not ask for it");

    public Fact<KeyFit> Key { get; private init; } = Fact.Unknown<KeyFit>(CertificateText.NotTold);

    public ImmutableDictionary<string, UnseenReason> Unseen { get; private init; } = ImmutableDictionary<string, UnseenReason>.Empty;

    public Fact<ImmutableHashSet<string>> Unreadable { get; private init; } =
        Fact.Unknown<ImmutableHashSet<string>>($"neither setpriv (util-linux) nor chroot (coreutils) on the box works");

    public EquatableArray<ConfigComplaint> Complaints { get; private init; }

    public Fail2banLife Fail2ban { get; private init; } = Fail2banLife.Running;

    public required Fact<ImmutableDictionary<string, JailMemory>> Jails { get; init; }

    public Fact<Firewall> Kernel { get; private init; } = Fact.Unknown<Firewall>($"fail2ban bans nobody");

    public ServiceUnit Fail2banUnit { get; private init; }

    public ProcessState? Fail2banProcess { get; private init; }

    /// <summary>The certificates of the transports that were asked about.</summary>
    public ImmutableDictionary<string, TransportCertificate> Transports { get; private init; } =
        ImmutableDictionary<string, TransportCertificate>.Empty;

    /// <summary>Where the symbolic links among the files lead in the end.</summary>
    public ImmutableDictionary<string, string> SymbolicLinks { get; private init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Where the directory of configuration really lies; null where that was not told.</summary>
    public string? RealDirectory { get; private init; }

    /// <summary>
    /// The first line that is not as the script prints it, shortened; null where all are. What such a look does not show may be there all
    /// the same.
    /// </summary>
    public string? Garbled { get; private init; }

    // What the next look need not be sent again while it stays the same: lines of stat, and the account.
    private EquatableArray<string> Marks { get; init; }

    /// <summary>The script's input: all that this look saw, a line each.</summary>
    public static byte[] Known(ObservationText? before) =>
        Encoding.UTF8.GetBytes(before is null ? "" : string.Join('\n', before.Files.Values.Select(f => f.Stat).Concat(before.Marks)
            .Concat(before.Fail2ban == Fail2banLife.Hung ? ["@hung"] : [])));

    /// <summary>The same for what is a text already.</summary>
    public static ObservationText Parse(string text, ObservationText? before) => Parse(Encoding.UTF8.GetBytes(text), before);

    /// <param name="printed">What the script printed, in UTF-8: a large box prints much, and it is not made a text as a whole.</param>
    /// <param name="before">The look before, of which <see cref="Known"/> was sent; null at the first.</param>
    public static ObservationText Parse(ReadOnlySpan<byte> printed, ObservationText? before)
    {
        var rest = printed.IndexOf("@fail2ban\n"u8);
        var said = rest < 0 ? "" : Encoding.UTF8.GetString(printed[rest..]);
        var kernel = said.IndexOf("@kernel\n", StringComparison.Ordinal);
        var (life, unit, process) = Fail2banLifeText.Parse([.. TextLines.Of(said)]);
        var look = new ObservationText
        {
            Jails = Fail2banText.Parse(kernel < 0 ? said : said[..kernel]),
            Fail2ban = life,
            Fail2banUnit = unit,
            Fail2banProcess = process,
        };
        look = kernel < 0 ? look : look with { Kernel = FirewallText.Parse([.. TextLines.Of(said[kernel..])]) };
        return Lines(look, rest < 0 ? printed : printed[..rest], before);
    }

    private static ObservationText Lines(ObservationText look, ReadOnlySpan<byte> printed, ObservationText? before)
    {
        var files = ImmutableDictionary.CreateBuilder<string, BoxFile>(StringComparer.Ordinal);
        var unseen = ImmutableDictionary.CreateBuilder<string, UnseenReason>(StringComparer.Ordinal);
        var marks = new List<string>();
        var unreadable = before?.Unreadable.TryGet(out var known) == true
            ? known.ToBuilder()
            : ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        var tried = before?.Unreadable.TryGet(out _) == true;
        var link = "";
        var pem = new List<string>();
        var transports = new List<string>();
        var stats = new List<string>();
        var unfilled = new HashSet<string>(StringComparer.Ordinal); // lines of stat: content comes next, or nothing of them is known
        void Fill(string of, ReadOnlyMemory<byte> content)
        {
            unfilled.Remove(of);
            if (StatLine.File(of, content) is not { } file)
            {
                look = look.Without(of);
                return;
            }

            if (StatLine.SizeOf(of) == content.Length)
            {
                files[file.Path] = file;
            }
            else
            {
                unseen[file.Path] = UnseenReason.Unreadable; // an error of the disk ends a reading early
            }

            unreadable.Remove(file.Path);
        }

        foreach (var at in printed.Split((byte)'\n'))
        {
            // What is base64 stays bytes: it may be nearly all that was printed.
            var bytes = printed[at];
            var encoded = IsEncoded(bytes) ? bytes[(bytes.LastIndexOf((byte)' ') + 1)..] : [];
            var line = Encoding.UTF8.GetString(bytes[..^encoded.Length]);
            var end = line.IndexOf(' ', StringComparison.Ordinal);
            var (mark, value) = end < 0 ? (line, "") : (line[..end], line[(end + 1)..]);
            switch (mark)
            {
                case "":
                    break;
                case "@account":
                    marks.Add(line);
                    tried &= before?.Marks.Contains(line) == true;
                    break;
                case "@file":
                    var stat = value;
                    stats.Add(stat);
                    if (StatLine.PathOf(stat) is not { } path)
                    {
                        look = look.Without(line);
                    }
                    else if (before?.Files.TryGetValue(path, out var same) == true && same.Stat == stat)
                    {
                        files[path] = same;
                    }
                    else
                    {
                        unfilled.Add(stat);
                    }

                    break;
                case "@content" when Decoded(encoded) is { } content && stats is [.., var last]:
                    Fill(last, content);
                    break;
                case "@contents" when Decoded(encoded) is { } contents && StatLine.Last(stats, value, contents.Length) is { } filled:
                    var from = 0;
                    foreach (var of in filled)
                    {
                        Fill(of, contents.AsMemory(from, StatLine.SizeOf(of)));
                        from += StatLine.SizeOf(of);
                    }

                    break;
                case "@unseen" when new KeyedWords(value, last: "path") is var words && words["path"] is { } unread
                    && Reasons.TryGetValue(words["reason"] ?? "", out var why):
                    unseen[unread] = why;
                    break;
                case "@pem":
                    pem.Add(value);
                    look = look with { CertificateOnDisk = before?.CertificateOnDisk ?? look.CertificateOnDisk, Key = before?.Key
                        ?? look.Key };
                    break;
                case "@certificate" when Decoded(encoded) is { } certificate:
                    look = look with { CertificateOnDisk = CertificateText.Read(Encoding.ASCII.GetString(certificate)),
                        Key = Fact.Unknown<KeyFit>(CertificateText.NotTold) };
                    unreadable.ExceptWith(pem.Select(StatLine.PathOf).OfType<string>());
                    break;
                case "@nocertificate" when CertificateText.Absent(value) is { } absent:
                    look = look with { CertificateOnDisk = absent,
                        Key = Fact.Unknown<KeyFit>($"there is no certificate to compare it with") };
                    unreadable.ExceptWith(pem.Select(StatLine.PathOf).OfType<string>());
                    break;
                case "@key":
                    look = look with { Key = CertificateText.Fit(value) };
                    break;
                case "@link":
                    link = value;
                    break;
                case "@target":
                    look = value.StartsWith('/') ? look with { SymbolicLinks = look.SymbolicLinks.SetItem(link, value) } : look; // a loop
                    break;
                case "@directory":
                    look = look with { RealDirectory = value.StartsWith('/') ? value : null };
                    break;
                case var told when TransportCertificateText.Marks.Contains(told):
                    transports.Add(line);
                    break;
                case "@unreadable":
                    unreadable.Add(value);
                    break;
                case "@tried":
                    tried = true;
                    break;
                case "@address":
                    look = look with { OurAddress = IPAddress.TryParse(value, out _) ? Fact.Known(value) : look.OurAddress };
                    break;
                case "@log":
                    marks.Add(line);
                    look = look with { Complaints = before?.Complaints ?? [] };
                    break;
                case "@logged" when Decoded(encoded) is { } logged:
                    look = look with { Complaints = ConfigLogText.Parse(Encoding.UTF8.GetString(logged)) };
                    break;
                default:
                    look = look.Without(line);
                    break;
            }
        }

        look = unfilled.FirstOrDefault() is { } empty ? look.Without($"@file {empty}") : look;

        var there = files.ToImmutable();
        var ofPem = pem.Select(StatLine.PathOf).ToList();
        return look with
        {
            Files = there,
            Transports = TransportCertificateText.Parse(transports),
            Unseen = unseen.ToImmutable(),

            // What openssl did not tell is asked again.
            Marks = marks.Concat(look.Key.TryGet(out _) ? pem.Select(p => $"@pem {p}") : []).ToEquatableArray(),
            Unreadable = tried
                ? Fact.Known(unreadable.Where(p => there.ContainsKey(p) || ofPem.Contains(p)).ToImmutableHashSet(StringComparer.Ordinal))
                : look.Unreadable,
        };
    }

    private ObservationText Without(string line) =>
        this with { Garbled = Garbled ?? (line.Length > MostShown ? $"{line[..MostShown]}..." : line) };

    private static bool IsEncoded(ReadOnlySpan<byte> line) =>
        line.StartsWith("@content "u8) || line.StartsWith("@contents "u8) || line.StartsWith("@certificate "u8)
        || line.StartsWith("@logged "u8);

    // Null where it is no base64.
    private static byte[]? Decoded(ReadOnlySpan<byte> base64)
    {
        var padding = base64.EndsWith("=="u8) ? 2 : base64.EndsWith("="u8) ? 1 : 0;
        var decoded = new byte[Math.Max(0, Base64.GetMaxDecodedFromUtf8Length(base64.Length) - padding)];
        return Base64.DecodeFromUtf8(base64, decoded, out _, out var length) == OperationStatus.Done && length == decoded.Length
            ? decoded
            : null;
    }
}
