using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Values;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Subjects.Rtp;

/// <summary>
/// What carries the sound of calls: rtp.conf's [general] in the files, and in memory as far as <c>rtp show settings</c> tells. A reload of
/// res_rtp_asterisk.so takes every option, for calls that begin afterwards; a call that is up keeps its ports. Seen on 16.28: of options
/// that are shown nowhere a lost reload cannot be seen.
/// </summary>
internal static class RtpDrifts
{
    private const string ReloadCommand = "module reload res_rtp_asterisk.so";

    public static IEnumerable<Drift> Find(BoxView box)
    {
        if (box.Desired.Rtp.IsEmpty)
        {
            return [];
        }

        var inFiles = SharedOptions.Find(box, RtpSubject.Instance).ToDictionary(d => d.Field, StringComparer.Ordinal);
        return SharedOptions.Counting(RtpSubject.Config, box.Desired.Rtp).Select(o => Stated(box, o, inFiles.GetValueOrDefault(o.Name)))
            .OfType<Drift>()
            .Concat(UnseenFiles.IsBlind(box, RtpSubject.Config) ? [] : Beside(box));
    }

    private static Drift? Stated(BoxView box, DesiredOption option, Drift? inFile)
    {
        if (inFile is { Remediation: Remediation.Manual } || !box.Seen.Memory.Rtp.TryGet(out var memory)
            || !memory.TryGetValue(option.Name, out var now) || box.Reveal(option.Value) is not { } desired)
        {
            return inFile;
        }

        var known = BoxView.With(box.Desired.Catalogue.Rtp[option.Name], option.Value);
        if (known.ShownAs is ShownAs.StunServer && StunServer.IsUnresolved(desired, now))
        {
            return inFile ?? Drift(known, desired) with
            {
                Memory = BoxView.Show(known, now),
                Remediation = Remediation.Manual,
                Consequence = $"Asterisk could not resolve the STUN server's name, and offers no public address in calls: "
                    + $"correct the box's DNS or the name, then `{ReloadCommand}`",
            };
        }

        // Whose address memory shows cannot be told of a name: only that it was read after the file was written.
        if (known.ShownAs is ShownAs.StunServer && StunServer.IsName(desired) && StunServer.Named(now) is null && inFile is null
            && IsUnread(box))
        {
            return Drift(known, desired) with { Memory = BoxView.Show(known, now) };
        }

        return MemorySpelling.Same(known, desired, now)
            ? inFile
            : (inFile ?? Drift(known, desired)) with { Memory = BoxView.Show(known, now) };
    }

    // Asterisk tells of its last reload in whole seconds.
    private static bool IsUnread(BoxView box) =>
        box.Seen.Files.GetValueOrDefault(RtpSubject.Config.Own)?.Changed is { } changed
        && box.Seen.Memory.Reloaded.TryGet(out var reloaded) && changed.DateTime >= reloaded.AddSeconds(1);

    // What the desired state is silent about: as others say it, or Asterisk's default. Of values that are none Asterisk makes its own.
    private static IEnumerable<Drift> Beside(BoxView box)
    {
        var inFiles = Carried(box).ToDictionary(d => d.Field, StringComparer.OrdinalIgnoreCase);
        var view = box.Of(RtpSubject.Config);
        var memory = box.Seen.Memory.Rtp.TryGet(out var known) ? known : [];
        foreach (var name in memory.Keys.Where(o => !IsStated(box, o)).Order(StringComparer.Ordinal))
        {
            var option = box.Desired.Catalogue.Rtp[name];
            var desired = view.Effective(view.Wanted, name)?.Value ?? option.DefaultInMemory ?? "";
            if (option.IsComparedUnasked && OptionValue.Refusal(option, desired) is null
                && !MemorySpelling.Same(option, desired, memory[name])
                && !(option.ShownAs is ShownAs.StunServer && StunServer.IsUnresolved(desired, memory[name])))
            {
                inFiles[name] = inFiles.GetValueOrDefault(name, Drift(option, desired)) with { Memory = Message.Verbatim(memory[name]) };
            }
        }

        return inFiles.Values.OrderBy(d => d.Field, StringComparer.Ordinal);
    }

    private static bool IsStated(BoxView box, string option) =>
        box.Desired.Rtp.Any(o => o.Name.Equals(option, StringComparison.OrdinalIgnoreCase));

    // What others say beside the desired state and our file, which is read before theirs, has otherwise or not at all.
    private static IEnumerable<Drift> Carried(BoxView box)
    {
        var view = box.Of(RtpSubject.Config);
        if (view.SharedNow?.Place.Path != RtpSubject.Config.Own || view.SharedWanted is not { } wanted)
        {
            yield break;
        }

        var names = wanted.Entries.Where(e => e.Place.Path == RtpSubject.Config.Own).Select(e => e.Key)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(n => !IsStated(box, n));
        foreach (var name in names)
        {
            var option = box.Desired.Catalogue.Rtp[name];
            var (desired, now) = (Value(view, view.Wanted, name), Value(view, view.Now, name));
            if (!string.Equals(desired, now, StringComparison.Ordinal))
            {
                yield return Drift(option, desired!) with
                {
                    Field = name,
                    File = now is null ? LayerWords.NotSet : BoxView.Show(option, now),
                    Place = view.Effective(view.Now, name)?.Place,
                    Consequence = $"rtp.conf or a file that it includes sets it, but Asterisk reads our file first: "
                        + $"it has no effect until our file repeats it",
                };
            }
        }
    }

    private static string? Value(ConfigFileView view, ConfTree tree, string option) =>
        view.Provenance(tree, option).Effective is { IsEmpty: false } all ? string.Join(',', all.Select(e => e.Value)) : null;

    /// <summary>
    /// What is compared in files alone. Of a name memory shows an address of Asterisk's finding, and when it read the file the manager
    /// interface alone tells.
    /// </summary>
    public static IEnumerable<Message> Uncompared(BoxView box) => !box.Seen.Memory.Rtp.TryGet(out var memory) ? []
        : box.Desired.Rtp.Where(o => !memory.ContainsKey(o.Name)
                || (box.Desired.Catalogue.Rtp[o.Name].ShownAs is ShownAs.StunServer && StunServer.Named(memory[o.Name]) is null
                    && box.Seen.Memory.Reloaded.Missing is not null
                    && box.Reveal(o.Value) is { } server && StunServer.IsName(server)))
            .Select(o => (Message)$"{o.Name} of rtp");

    private static Drift Drift(Option option, string desired) => new()
    {
        Kind = DriftKind.Rtp,
        Resource = new SettingsId(RtpSubject.Instance),
        Field = option.Name,
        Desired = BoxView.Show(option, desired),
        Consequence = RtpSubject.Instance.Consequence,
    };
}
