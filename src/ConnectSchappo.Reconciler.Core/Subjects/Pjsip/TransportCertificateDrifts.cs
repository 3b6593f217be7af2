using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Certificates;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>
/// The certificate of a TLS transport: its files before Asterisk is let at them, and the one that phones are shown beside the one on disk.
/// Asterisk refuses a transport whose files it cannot read, and opens none whose key is another's. Versions with
/// <see cref="VersionTrouble.KeepsOldCertificate"/> take a renewed file only at a restart, allow_reload or not. Source: Asterisk 16.28,
/// tried.
/// </summary>
internal static class TransportCertificateDrifts
{
    private const string Field = "certificate on disk";

    public static IEnumerable<Drift> Find(BoxView box) => Asked(box.Asked, box.Seen)
        .SelectMany(a => OnDisk(box.Asked, box.Seen, a.Question, a.Told).Select(d => AtStart(box, a.Question, d))
            .Concat(Served(box, a.Question, a.Told)))
        .Concat(OfOthers(box).SelectMany(a => TheirsOnDisk(box.Seen, a.Question, a.Told).Concat(TheirsServed(box, a.Question, a.Told))));

    /// <summary>What could not be had of a transport that runs, and is ours, or named by an object of ours.</summary>
    public static IEnumerable<(Message What, Message? Why, bool Needed)> Unknown(BoxView box) =>
        Asked(box.Asked, box.Seen).Where(a => RunsAsWanted(box.Asked, box.Seen, a.Question))
            .Concat(OfOthers(box).Where(a => IsNamed(box, a.Question))).SelectMany(a => Missing(a.Question, a.Told));

    /// <summary>
    /// The same of transports that desk phones of ours may use, and none names: Asterisk serves no TLS at all on some boxes (one without a
    /// <c>method</c> where OpenSSL takes nothing older than TLS 1.2), and who uses another port must not be out of sync for ever for it.
    /// </summary>
    public static IEnumerable<Message> Notes(BoxView box) =>
        OfOthers(box).Where(a => !IsNamed(box, a.Question)).SelectMany(a => Missing(a.Question, a.Told))
            .Where(m => m.Needed && m.Why is not null).Select(m => (Message)$"{m.What} is unknown: {m.Why}");

    private static (Message What, Message? Why, bool Needed)[] Missing(TransportQuestion question, TransportCertificate told) =>
    [
        ($"whether the private key fits the certificate of transport {question.Name}",
            told.KeyMatches.Missing, told.Faults.IsEmpty && !question.HasPassword),
        ($"the certificate on disk of transport {question.Name}",
            told.OnDisk.Missing, told.Faults.IsEmpty && told.KeyMatches.Missing is null),
        ($"which certificate transport {question.Name} serves", told.Served.Missing, told.Faults.IsEmpty && question.Connect is not null),
    ];

    /// <summary>
    /// The transports that run and of which it is not known whether the next start opens them, since their key was not seen.
    /// </summary>
    public static IEnumerable<Message> NotKnownAtStart(BoxView box) =>
        from asked in Asked(box.Asked, box.Seen)
        where asked.Told is { Faults.IsEmpty: true, KeyMatches.Missing: not null } && !asked.Question.HasPassword
            && IsLostAtStart(box, asked.Question)
        select (Message)($"transport {asked.Question.Name}: it may not open at the next start, because its key was not checked "
            + $"({asked.Told.KeyMatches.Missing}): "
            + $"check that openssl is on the box and accepts it (openssl pkey -noout -in {asked.Question.Key})");

    // One that runs, and whose files the next start reads.
    private static bool IsLostAtStart(BoxView box, TransportQuestion question) => RunsAsWanted(box.Asked, box.Seen, question)
        || (box.Seen.Memory.TransportNames.TryGet(out var names) && names.Contains(question.Name)
            && box.Of(PjsipSubject.Config).SectionsNow.Objects(PjsipType.Transport, question.Name)
            .Any(s => s.Last("cert_file")?.Value == question.Certificate));

    private static Drift AtStart(BoxView box, TransportQuestion question, Drift drift) =>
        drift.Field == Field && IsLostAtStart(box, question) ? drift with { TakesEffect = DriftNeed.NextStart } : drift;

    private static bool IsNamed(BoxView box, TransportQuestion question) =>
        box.Asked.Pjsip.Any(o => TransportDrifts.Needs(o) && o["transport"]?.ToString() == question.Name);

    /// <summary>
    /// Transports that are to be made or changed, and whose certificate or key cannot be used or was not seen: Asterisk is not let at
    /// them, and all else of PJSIP goes on.
    /// </summary>
    public static IEnumerable<Hold> Holds(DesiredBox asked, Observation seen) =>
        from a in Asked(asked, seen)
        where !RunsAsWanted(asked, seen, a.Question)
        let drift = OnDisk(asked, seen, a.Question, a.Told).FirstOrDefault(d => d.Field == Field)
        where drift is not null
        select new Hold(drift.Resource, HoldKind.Unready, drift.Consequence);

    private static IEnumerable<(TransportQuestion Question, TransportCertificate Told)> Asked(DesiredBox asked, Observation seen) =>
        TransportQuestion.Of(asked).Select(q => (q, seen.Transports.GetValueOrDefault(q.Name) ?? TransportCertificate.Untold));

    // What does not run serves nobody: whether it should is its owner's.
    private static IEnumerable<(TransportQuestion Question, TransportCertificate Told)> OfOthers(BoxView box) =>
        box.Seen.Memory.TransportNames.TryGet(out var running)
            ? TransportsOfOthers.Of(box.Asked, new(() => box.Of(PjsipSubject.Config).SectionsNow)).Where(q => running.Contains(q.Name))
                .Select(q => (q, box.Seen.Transports.GetValueOrDefault(q.Name) ?? TransportCertificate.Untold))
            : [];

    private static IEnumerable<Drift> OnDisk(DesiredBox asked, Observation seen, TransportQuestion question, TransportCertificate told)
    {
        // One that runs as wanted is not touched: it must not keep us from mending others.
        var runs = RunsAsWanted(asked, seen, question);
        var consequence = runs
            ? $"Asterisk cannot open the transport with it, and TLS phones cannot register after its next start"
            : (Message)$"Asterisk cannot open the transport with it: until then the transport and the objects that use it are not changed";
        foreach (var (path, fault) in told.Faults)
        {
            yield return Drift(question, Field, $"usable", $"{consequence}: {Cured(path, fault)}") with
            {
                File = $"{path}: {Word(fault)}",
                Remediation = Remediation.Manual,
            };
        }

        if (told.KeyMatches.TryGet(out var matches) ? !matches : !runs && told.Faults.IsEmpty && !question.HasPassword)
        {
            yield return Drift(question, Field, $"the key of {question.Certificate}", told.KeyMatches.Missing is null
                ? $"{consequence}: install the key that belongs to {question.Certificate}"
                : (Message)($"it was not verified, so it is not applied: "
                    + $"until then the transport and the objects that use it are not changed: "
                    + $"check it (openssl pkey -noout -in {question.Key})")) with
            {
                File = told.KeyMatches.Missing is { } why
                    ? $"{question.Key}: not observed: {why}"
                    : (Message)$"{question.Key}: {LayerWords.AnotherKey}",
                Remediation = Remediation.Manual,
            };
        }
        else if (!runs && told.Faults.IsEmpty && IsReadabilityUnseen(seen, out var untold))
        {
            yield return Drift(question, Field, LayerWords.ReadableByAsterisk,
                $"it was not verified, so it is not applied: until then the transport and the objects that use it are not changed: "
                    + $"install setpriv (util-linux) or chroot (coreutils) on the box") with
            {
                File = $"{question.Key}: not observed: {untold}",
                Remediation = Remediation.Manual,
            };
        }

        if (Dates(seen, question, told) is { } dates)
        {
            yield return dates;
        }
    }

    private static bool IsReadabilityUnseen(Observation seen, out Message? why)
    {
        why = seen.Asterisk == AsteriskLife.Running ? seen.Unreadable.Missing : null;
        return why is not null;
    }

    private static Drift? Dates(Observation seen, TransportQuestion question, TransportCertificate told) =>
        told.OnDisk.TryGet(out var disk) && (seen.At < disk.NotBefore || seen.At > disk.NotAfter)
            ? Drift(question, "certificate dates", $"valid today",
                $"phones that verify it refuse to connect: renew {question.Certificate}") with
            {
                File = seen.At > disk.NotAfter
                    ? $"expired on {disk.NotAfter:yyyy-MM-dd}"
                    : (Message)$"not valid before {disk.NotBefore:yyyy-MM-dd}",
                Remediation = Remediation.Manual,
            }
            : null;

    // A restart reads what is on disk: not before that can be used.
    private static IEnumerable<Drift> Served(BoxView box, TransportQuestion question, TransportCertificate told)
    {
        if (!RunsAsWanted(box.Asked, box.Seen, question) || !told.Faults.IsEmpty || Outdated(told) is not var (disk, served))
        {
            yield break;
        }

        var drift = Drift(question, "served certificate", CertificateWords.Of(disk),
            $"TLS phones get the old certificate until Asterisk restarts, and cannot connect after it expires") with
        {
            Client = CertificateWords.Of(served),
            TakesEffect = ReadsItAtAReload(box) ? DriftNeed.Reload : DriftNeed.Restart,
        };
        if (told.KeyMatches.TryGet(out var matches) && matches)
        {
            yield return drift;
        }
        else if (question.HasPassword && told.KeyMatches.Missing is not null)
        {
            yield return drift with
            {
                Remediation = Remediation.Manual,
                Consequence = $"{drift.Consequence}; its key is encrypted, so it cannot be checked against the certificate: "
                    + $"check it, and {TakeItUp(box)}",
            };
        }
    }

    // Nothing of theirs is edited, and none of it is a reason to restart Asterisk by ourselves.
    private static IEnumerable<Drift> TheirsServed(BoxView box, TransportQuestion question, TransportCertificate told)
    {
        if (told.Faults.IsEmpty && Outdated(told) is var (disk, served))
        {
            yield return Drift(question, "served certificate", CertificateWords.Of(disk),
                $"the transport is not ours; TLS phones get the old certificate, and cannot connect after it expires: {TakeItUp(box)}") with
            {
                Client = CertificateWords.Of(served),
                Remediation = Remediation.Manual,
            };
        }
    }

    private static IEnumerable<Drift> TheirsOnDisk(Observation seen, TransportQuestion question, TransportCertificate told)
    {
        Message consequence =
            $"the transport is not ours; Asterisk cannot open it with that at its next start, and TLS phones cannot register";
        foreach (var (path, fault) in told.Faults)
        {
            yield return Drift(question, Field, $"usable", $"{consequence}: {Cured(path, fault)}") with
            {
                File = $"{path}: {Word(fault)}",
                Remediation = Remediation.Manual,
                TakesEffect = DriftNeed.NextStart,
            };
        }

        if (told.KeyMatches.TryGet(out var matches) && !matches)
        {
            yield return Drift(question, Field, $"the key of {question.Certificate}",
                $"{consequence}: install the key that belongs to {question.Certificate}") with
            {
                File = $"{question.Key}: {LayerWords.AnotherKey}",
                Remediation = Remediation.Manual,
                TakesEffect = DriftNeed.NextStart,
            };
        }

        if (Dates(seen, question, told) is { } dates)
        {
            yield return dates;
        }
    }

    private static (Certificate Disk, Certificate Served)? Outdated(TransportCertificate told) =>
        told.OnDisk.TryGet(out var disk) && told.Served.TryGet(out var served) && disk.Sha256 != served.Sha256 ? (disk, served) : null;

    private static Message TakeItUp(BoxView box) => ReadsItAtAReload(box)
        ? $"reload PJSIP (asterisk -rx 'module reload res_pjsip.so')"
        : (Message)$"restart Asterisk when convenient (asterisk -rx 'core restart when convenient')";

    // One that is to move, and waits for its restart, is asked about in vain where it is not yet.
    private static bool RunsAsWanted(DesiredBox asked, Observation seen, TransportQuestion question) =>
        asked.Pjsip.FirstOrDefault(o => o.Type == PjsipType.Transport && o.Name == question.Name) is { } wanted
        && seen.Memory.Of(PjsipType.Transport).TryGet(out var objects) && objects.TryGetValue(question.Name, out var running)
        && running["cert_file"] == question.Certificate && (running["priv_key_file"] ?? "") == (wanted["priv_key_file"]?.ToString() ?? "")
        && running["bind"] is { } bind && PjsipSpelling.IsShown(
            wanted, asked.Catalogue[PjsipType.Transport]["bind"], wanted["bind"]?.ToString() ?? "", bind);

    private static bool ReadsItAtAReload(BoxView box) =>
        box.Seen.Version is { } version && !VersionTrouble.KeepsOldCertificate.IsIn(version);

    private static Message Word(CertificateFault fault) => fault switch
    {
        CertificateFault.Missing => LayerWords.NoFile,
        CertificateFault.Closed => $"not readable by Asterisk",
        CertificateFault.Locked => $"encrypted, and the desired state names no passphrase",
        CertificateFault.Empty => (Message)$"holds no certificate or key",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };

    private static Message Cured(string path, CertificateFault fault) => fault switch
    {
        CertificateFault.Closed =>
            (Message)$"make {path} readable by Asterisk's account (chown, chmod 640), and its directories too (namei -l {path})",
        CertificateFault.Locked =>
            $"decrypt it (openssl pkey -in {path} -out UNLOCKED), or name its passphrase (password: {{secret: NAME}})",
        CertificateFault.Missing or CertificateFault.Empty => $"install it there ({path})",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };

    private static Drift Drift(TransportQuestion question, string field, Message desired, Message consequence) => new()
    {
        Kind = DriftKind.Certificate,
        Resource = new PjsipId(PjsipType.Transport, question.Name),
        Field = field,
        Desired = desired,
        Consequence = consequence,
    };
}
