using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// The certificate of a TLS transport: its files before Asterisk is let at them, and the one that phones are shown beside the one on disk.
/// Asterisk refuses a transport whose files it cannot read, and opens none whose key is another's. Until 18.15 only a restart makes a
/// renewed file effective, allow_reload or not. Source: Asterisk 16.28, tried; asterisk/asterisk#858.
/// </summary>
internal static class TransportCertificateDrifts
{
    public static IEnumerable<Drift> Find(BoxView box) => Asked(box).SelectMany(a => OnDisk(box, a.Question, a.Told).Concat(Served(box, a.Question, a.Told)));

    /// <summary>What could not be had of a transport that runs.</summary>
    public static IEnumerable<(string What, string? Why, bool Needed)> Unknown(BoxView box) => Asked(box).SelectMany(a => ((string, string?, bool)[])
    [
        ($"whether the private key is the certificate's of transport {a.Question.Name}", a.Told.KeyMatches.Missing, a.Told.Faults.IsEmpty && !a.Question.HasPassword),
        ($"which certificate transport {a.Question.Name} serves", a.Told.Served.Missing, a.Told.Faults.IsEmpty && a.Question.Connect is not null && RunsAsWanted(box, a.Question)),
    ]);

    private static IEnumerable<(TransportQuestion Question, TransportCertificate Told)> Asked(BoxView box) =>
        from question in TransportQuestion.Of(box.Desired)
        let told = box.Seen.Transports.GetValueOrDefault(question.Name)
        where told is not null
        select (question, told);

    private static IEnumerable<Drift> OnDisk(BoxView box, TransportQuestion question, TransportCertificate told)
    {
        // One that runs as wanted is not touched: it must not keep us from mending others.
        var field = RunsAsWanted(box, question) ? "certificate on disk" : CertificateDrifts.Field;
        var needs = IsLostAtStart(box, question) ? DriftNeed.NextStart : DriftNeed.Reload;
        foreach (var (path, fault) in told.Faults)
        {
            yield return Drift(question, field, "usable", $"Asterisk does not open the transport with it, and phones on TLS cannot register after its next start: {Cured(path, fault)}") with
            {
                File = $"{path}: {Word(fault)}",
                Cure = Cure.Person,
                Needs = needs,
            };
        }

        if (told.KeyMatches.TryGet(out var matches) && !matches)
        {
            yield return Drift(question, field, $"the key of {question.Certificate}", $"Asterisk does not open the transport with it: put the key there that belongs to {question.Certificate}") with
            {
                File = $"{question.Key}: another key",
                Cure = Cure.Person,
                Needs = needs,
            };
        }

        if (told.OnDisk.TryGet(out var disk) && (box.Seen.At < disk.NotBefore || box.Seen.At > disk.NotAfter))
        {
            yield return Drift(question, "certificate dates", "valid today", $"phones that look at it do not connect: renew {question.Certificate}") with
            {
                File = box.Seen.At > disk.NotAfter ? $"not valid since {disk.NotAfter:yyyy-MM-dd}" : $"not valid before {disk.NotBefore:yyyy-MM-dd}",
                Cure = Cure.Person,
            };
        }
    }

    // A restart reads what is on disk: not before that can be used.
    private static IEnumerable<Drift> Served(BoxView box, TransportQuestion question, TransportCertificate told)
    {
        var usable = told.Faults.IsEmpty && told.KeyMatches.TryGet(out var matches) && matches;
        if (usable && RunsAsWanted(box, question) && told.OnDisk.TryGet(out var disk) && told.Served.TryGet(out var served) && disk.Sha256 != served.Sha256)
        {
            yield return Drift(question, "served certificate", CertificateDrifts.Describe(disk), "phones on TLS are shown the old certificate until Asterisk restarts, and cannot connect once it has ended") with
            {
                Client = CertificateDrifts.Describe(served),
                Needs = ReadsItAtAReload(box) ? DriftNeed.Reload : DriftNeed.Restart,
            };
        }
    }

    // One that runs, and whose files the next start reads.
    private static bool IsLostAtStart(BoxView box, TransportQuestion question) => RunsAsWanted(box, question)
        || (box.Seen.Memory.TransportNames.TryGet(out var names) && names.Contains(question.Name)
            && box.Of(Chain.Pjsip).SectionsNow.Objects(PjsipType.Transport, question.Name).Any(s => s.Last("cert_file")?.Value == question.Certificate));

    /// <summary>The transports that run and of which it is not known whether the next start opens them, since their key was not seen.</summary>
    public static IEnumerable<string> NotKnownAtStart(BoxView box) =>
        from asked in Asked(box)
        where asked.Told is { Faults.IsEmpty: true, KeyMatches.Missing: not null } && !asked.Question.HasPassword && IsLostAtStart(box, asked.Question)
        select $"transport {asked.Question.Name}: whether its next start opens it is not known, since the key was not seen "
            + $"({asked.Told.KeyMatches.Missing}): see that openssl is on the box and takes it (openssl pkey -noout -in {asked.Question.Key})";

    // One that is to move, and waits for its restart, is asked about in vain where it is not yet.
    private static bool RunsAsWanted(BoxView box, TransportQuestion question) =>
        box.Desired.Pjsip.FirstOrDefault(o => o.Type == PjsipType.Transport && o.Name == question.Name) is { } wanted
        && box.Seen.Memory.Of(PjsipType.Transport).TryGet(out var objects) && objects.TryGetValue(question.Name, out var running)
        && running["cert_file"] == question.Certificate && (running["priv_key_file"] ?? "") == (wanted["priv_key_file"]?.ToString() ?? "")
        && running["bind"] is { } bind && PjsipSpelling.Same(wanted, "bind", bind, wanted["bind"]?.ToString() ?? "");

    // From 18.15 and 20.0 on.
    private static bool ReadsItAtAReload(BoxView box) =>
        box.Seen.Memory.Version.TryGet(out var text) && Version.TryParse(text.Split('-', '~')[0], out var version)
        && (version.Major >= 20 || (version.Major == 18 && version.Minor >= 15));

    private static string Word(string fault) => fault switch
    {
        "missing" => "no such file",
        "closed" => "not readable for Asterisk",
        "locked" => "locked with a passphrase, and the desired state names none",
        _ => "holds no certificate or key",
    };

    private static string Cured(string path, string fault) => fault switch
    {
        "closed" => $"give {path} back to Asterisk's account (chown, chmod 640), and its folders if they are closed (namei -l {path})",
        "locked" => $"unlock it (openssl pkey -in {path} -out UNLOCKED), or name its passphrase (password: {{secret: NAME}})",
        _ => $"put it there ({path})",
    };

    private static Drift Drift(TransportQuestion question, string field, string desired, string consequence) => new()
    {
        Kind = DriftKind.Certificate,
        Resource = new ResourceId.Pjsip(PjsipType.Transport, question.Name),
        Field = field,
        Desired = desired,
        Consequence = consequence,
    };
}
