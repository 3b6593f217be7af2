using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>
/// Auths, AORs and endpoints: those that we want, option by option, and by <see cref="UnwantedPjsipDrifts"/> those of ours that nobody
/// wants any more.
/// </summary>
internal static class PjsipDrifts
{
    public static IEnumerable<Drift> Find(BoxView box)
    {
        var view = box.Of(PjsipSubject.Config);
        var (unread, blind) = (UnseenFiles.Any(box, PjsipSubject.Config), UnseenFiles.IsBlind(box, PjsipSubject.Config));
        var found = new List<Drift>();
        foreach (var wanted in box.Desired.Pjsip)
        {
            Add(found, box, view, wanted, unread, blind);
        }

        return found.Concat(UnwantedPjsipDrifts.Find(box));
    }

    // Nearly all of tens of thousands of objects are as they should be: to find that out makes nothing anew.
    private static void Add(List<Drift> found, BoxView box, ConfigFileView view, PjsipObject wanted, bool unread, bool blind)
    {
        var options = box.Desired.Catalogue[wanted.Type];
        var sections = view.SectionsNow.Objects(wanted.Type, wanted.Name);
        var own = First(sections, view, isOwn: true);
        if (First(sections, view, isOwn: false) is { } foreign)
        {
            found.Add(DuplicateDefinition(box, wanted, foreign));
        }

        var memory = box.Seen.Memory.Of(wanted.Type);
        var isKnown = memory.TryGet(out var objects);
        var running = objects?.GetValueOrDefault(wanted.Name);
        var absent = own is null && !unread; // or the line that includes it may stand in what was not read
        if (absent || (isKnown && running is null))
        {
            found.Add(Drift(wanted, "") with
            {
                Desired = LayerWords.Present,
                File = absent ? LayerWords.Absent : null,
                Memory = isKnown && running is null ? LayerWords.Absent : null,
                TakesEffect = PjsipTakesEffect.OfObject(wanted.Type),
                Consequence = Absent(wanted),
            });
        }

        foreach (var (name, known, value, fromFile) in Options(box, wanted))
        {
            if (Compare(options, wanted, name, known, value, own, running, fromFile) is { } drift)
            {
                found.Add(Misplaced(fromFile ? drift : drift with { Place = own?.Last("webrtc")?.Place }));
            }
        }

        var extras = Extras(own, wanted);
        var isWhole = running is not null && !blind && extras.Count == 0 && IsInOurFile(own);
        foreach (var standard in isWhole ? PjsipDefaults.Changed(options, wanted, running!) : [])
        {
            found.Add(Drift(wanted, standard.Option.Name) with
            {
                Desired = $"{BoxView.Show(standard.Option, standard.Value)} (Asterisk's default)",
                Memory = BoxView.Show(standard.Option, running![standard.Option]!),
                TakesEffect = PjsipTakesEffect.Of(wanted, standard.Option, inMemory: true),
                Consequence = $"{Name(wanted)} runs with a value that is neither in the desired state nor in our file",
            });
        }

        foreach (var extra in extras)
        {
            found.Add(Misplaced(Drift(wanted, extra.Key) with
            {
                Desired = LayerWords.NotSet,
                File = BoxView.Show(options[extra.Key], extra.Value),
                Place = extra.Place,
                Consequence = IsAsWritten(box)
                    ? $"{Name(wanted)} has an option that is no longer in the desired state"
                    : (Message)$"somebody added an option to our file",
            }));
        }
    }

    private static ConfSection? First(IReadOnlyList<ConfSection> sections, ConfigFileView view, bool isOwn)
    {
        for (var i = 0; i < sections.Count; i++)
        {
            if (view.IsOwn(sections[i]) == isOwn)
            {
                return sections[i];
            }
        }

        return null;
    }

    private static bool IsAsWritten(BoxView box) =>
        box.Seen.Files.TryGetValue(PjsipSubject.Config.Own, out var file) && OwnFile.IsAsWritten(file.Content.Span);

    // A key without a section, or [name](+) elsewhere: it counts as ours for Asterisk, and no edit of our file removes it.
    private static Drift Misplaced(Drift drift) =>
        drift.Place is not { } place || place.Path == PjsipSubject.Config.Own ? drift : drift with
    {
        Kind = DriftKind.Foreign,
        Remediation = Remediation.Manual,
        Consequence = $"a line of another file is read as part of our section: "
            + $"remove {drift.Field} from {place}, or give it its own section there",
    };

    /// <summary>
    /// The options of an object that files and memory are held against; those that something else implies are in no file.
    /// </summary>
    /// <param name="box">The box.</param>
    /// <param name="wanted">The object.</param>
    /// <param name="which">Those that are asked for; null for all of them.</param>
    internal static IEnumerable<(string Name, Option Known, string Value, bool FromFile)> Options(
        BoxView box, PjsipObject wanted, Func<Option, bool>? which = null)
    {
        var section = box.Desired.Catalogue[wanted.Type];
        foreach (var option in wanted.Options)
        {
            // Of an option that is there several times the last one counts, or all of them together: it is compared once.
            if (section[option.Name] is { ComparedAs: not ComparedAs.Codecs } known && which?.Invoke(known) != false
                && ReferenceEquals(wanted[option.Name], option.Value) && Value(box, wanted, known, option) is { } value)
            {
                yield return (option.Name, known, value, true);
            }
        }

        if (wanted["allow"] is not null && section["allow"] is var allow && which?.Invoke(allow) != false)
        {
            yield return (allow.Name, allow, Codecs(section, wanted.Options.Select(o => (o.Name, o.Value.ToString()!))), true);
        }

        if (section.UnderWebRtc.IsEmpty || !wanted.IsSoftphone)
        {
            yield break;
        }

        foreach (var option in section.UnderWebRtc)
        {
            if (which?.Invoke(option) != false)
            {
                yield return (option.Name, option, option.UnderWebRtc!, false);
            }
        }
    }

    private static string? Value(BoxView box, PjsipObject wanted, Option known, DesiredOption option) =>
        known.Repeats == RepeatRule.LastWins ? box.Reveal(option.Value) : Together(box, wanted, known, option);

    private static string? Together(BoxView box, PjsipObject wanted, Option known, DesiredOption option)
    {
        var values = wanted.Options.Where(o => o.Name.Equals(option.Name, StringComparison.OrdinalIgnoreCase))
            .Select(o => box.Reveal(o.Value)).ToList();
        return values.Contains(null) ? null : RepeatedOptions.Value(known.Repeats, values!);
    }

    private static Drift? Compare(
        OptionSection options, PjsipObject wanted, string option, Option known, string value, ConfSection? own, SorceryObject? running,
        bool fromFile)
    {
        var inFile = own is null ? null : known.ComparedAs is ComparedAs.Codecs
            ? Codecs(options, own.Entries.Select(e => (e.Key, e.Value)))
            : RepeatedOptions.Value(known.Repeats, own, option);
        var fileDiffers = fromFile && own is not null && (inFile is null || !PjsipSpelling.Same(wanted, known, inFile, value));
        var shown = IsForced(known, wanted, fromFile) || !PjsipSpelling.IsTold(wanted, known, value) ? null : running?[known];
        var memoryDiffers = shown is not null && !PjsipSpelling.IsShown(wanted, known, value, shown);
        if (!fileDiffers && !memoryDiffers)
        {
            return null;
        }

        known = BoxView.With(known, wanted[option]);
        return Drift(wanted, option) with
        {
            Desired = BoxView.Show(known, value),
            File = fileDiffers ? inFile is null ? LayerWords.NotSet : BoxView.Show(known, inFile) : null,
            Memory = memoryDiffers ? BoxView.Show(known, shown!) : null,
            Place = fileDiffers ? own?.Last(option)?.Place ?? own?.Place : null,
            TakesEffect = PjsipTakesEffect.Of(wanted, known, memoryDiffers),
            Consequence = !memoryDiffers ? $"{Name(wanted)} works until a reload or restart reads the changed file"
                : PjsipTakesEffect.Of(wanted, known, inMemory: true) == DriftNeed.Restart
                ? (Message)$"{Name(wanted)} runs with other values than the desired state until Asterisk restarts: a reload is not enough"
                : $"{Name(wanted)} runs with other values than the desired state",
        };
    }

    /// <summary>Whether memory shows another value whatever the file says, since webrtc=yes takes its own.</summary>
    internal static bool IsForced(Option option, PjsipObject wanted, bool fromFile) =>
        fromFile && option.IsForcedByWebRtc && wanted.IsSoftphone;

    private static Drift DuplicateDefinition(BoxView box, PjsipObject wanted, ConfSection foreign) => Drift(wanted, "") with
    {
        Kind = DriftKind.Foreign,
        Desired = LayerWords.OnlyOurs,
        File = $"defined a second time",
        Place = foreign.Place,
        Remediation = box.Desired.Policy.Adopt && !ConfigFile.IsGenerated(foreign.Place.Path) ? Remediation.Automatic : Remediation.Manual,
        Consequence = ConfigFile.IsGenerated(foreign.Place.Path)
            ? $"with a duplicate Asterisk accepts no change to any object of the type: "
                + $"delete {wanted.Name} {WebInterface.Extensions}"
            : (Message)($"with a duplicate Asterisk accepts no change to any object of the type: "
                + $"remove it from {foreign.Place.Path}, or set policy.adopt to yes"),
    };

    private static bool IsInOurFile(ConfSection? section)
    {
        foreach (var entry in section?.Entries ?? [])
        {
            if (entry.Place.Path != PjsipSubject.Config.Own)
            {
                return false;
            }
        }

        return section is not null;
    }

    // What our section has and nobody asks for.
    private static List<ConfEntry> Extras(ConfSection? own, PjsipObject wanted)
    {
        var extras = new List<ConfEntry>();
        foreach (var entry in own?.Entries ?? [])
        {
            if (!entry.Key.Equals("type", StringComparison.OrdinalIgnoreCase) && wanted[entry.Key] is null)
            {
                extras.Add(entry);
            }
        }

        return extras;
    }

    private static string Codecs(OptionSection options, IEnumerable<(string Option, string Value)> lines) =>
        OptionSpelling.Codecs(lines.Where(l => options[l.Option].ComparedAs is ComparedAs.Codecs));

    private static Message Absent(PjsipObject wanted) => wanted.Type switch
    {
        PjsipType.Endpoint => $"{wanted.Name} can neither call nor be called",
        PjsipType.Aor => (Message)$"{wanted.Name} cannot register",
        PjsipType.Auth => $"logins that use it are refused",
        PjsipType.Identify => $"calls from its addresses are not assigned to {wanted["endpoint"]}",
        PjsipType.Registration => $"the carrier's server does not know this box, and sends it no calls",
        PjsipType.Transport => $"PJSIP neither listens nor sends there",
        PjsipType.Acl => $"addresses that it denies can reach PJSIP",
        PjsipType.Global or PjsipType.System => $"PJSIP uses Asterisk's defaults instead",
        _ => throw new ArgumentOutOfRangeException(nameof(wanted), wanted.Type, null),
    };

    private static string Name(PjsipObject wanted) => $"{wanted.Type.TypeName()} {wanted.Name}";

    internal static DriftKind KindOf(PjsipType type) => type switch
    {
        PjsipType.Auth => DriftKind.Auth,
        PjsipType.Aor => DriftKind.Aor,
        PjsipType.Endpoint => DriftKind.Endpoint,
        _ => DriftKind.Pjsip,
    };

    private static Drift Drift(PjsipObject wanted, string field) => new()
    {
        Kind = KindOf(wanted.Type),
        Resource = PjsipId.Of(wanted),
        Field = field,
        Desired = Message.Empty,
        Consequence = Message.Empty,
    };
}
