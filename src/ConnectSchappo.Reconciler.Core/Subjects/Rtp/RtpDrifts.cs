using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Values;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations;

namespace ConnectSchappo.Reconciler.Core.Subjects.Rtp;

/// <summary>
/// What carries the sound of calls: rtp.conf's [general] in the files, and in memory as far as <c>rtp show settings</c> tells. A reload of
/// res_rtp_asterisk.so takes every option, for calls that begin afterwards; a call that is up keeps its ports. Seen on 16.28: rtcpinterval,
/// dtls_mtu, TURN and the lists of addresses are shown nowhere, so that of these a lost reload cannot be seen.
/// </summary>
internal static class RtpDrifts
{
    private const string Consequence = "calls that begin now carry their sound otherwise than the desired state says";

    private const string ReloadCommand = "module reload res_rtp_asterisk.so";

    public static IEnumerable<Drift> Find(BoxView box)
    {
        if (box.Desired.Rtp.IsEmpty)
        {
            return [];
        }

        var inFiles = SharedOptions.Find(box, Chain.Rtp, box.Desired.Rtp, DriftKind.Rtp, Consequence).ToDictionary(d => d.Field, StringComparer.Ordinal);
        return SharedOptions.Counting(Chain.Rtp, box.Desired.Rtp).Select(o => Stated(box, o, inFiles.GetValueOrDefault(o.Name))).OfType<Drift>()
            .Concat(UnseenFiles.IsBlind(box, Chain.Rtp) ? [] : Beside(box));
    }

    private static Drift? Stated(BoxView box, DesiredOption option, Drift? inFile)
    {
        if (inFile is { Cure: Cure.Person } || !box.Seen.Memory.Rtp.TryGet(out var memory)
            || !memory.TryGetValue(option.Name, out var now) || box.Reveal(option.Value) is not { } desired)
        {
            return inFile;
        }

        if (option.Name == "stunaddr" && StunServer.IsUnresolved(desired, now))
        {
            return inFile ?? Drift(option.Name, desired) with
            {
                Memory = now,
                Cure = Cure.Person,
                Consequence = $"Asterisk could not resolve the STUN server's name, and offers no public address in calls: put the box's DNS or the name right, then `{ReloadCommand}`",
            };
        }

        // Whose address memory shows cannot be told of a name: only that it was read after the file was written.
        if (option.Name == "stunaddr" && StunServer.IsName(desired) && inFile is null && IsUnread(box))
        {
            return Drift(option.Name, desired) with { Memory = now };
        }

        return Same(option.Name, desired, now) ? inFile : (inFile ?? Drift(option.Name, desired)) with { Memory = now };
    }

    // Asterisk tells of its last reload in whole seconds.
    private static bool IsUnread(BoxView box) =>
        box.Seen.Files.GetValueOrDefault(Chain.Rtp.Own)?.Changed is { } changed
        && box.Seen.Memory.Reloaded.TryGet(out var reloaded) && changed.DateTime >= reloaded.AddSeconds(1);

    private static bool Same(string option, string desired, string now) => option switch
    {
        "stunaddr" => StunServer.Same(desired, now),
        // Memory says Yes of seqno too.
        "strictrtp" => (OptionSpelling.Truth(desired) ?? "yes") == OptionSpelling.Truth(now),
        _ => OptionSpelling.Same(option, desired, now),
    };

    // What the desired state is silent about: as others say it, or Asterisk's default. Of values that are none, and of ports that may not
    // fit each other, Asterisk makes its own.
    private static IEnumerable<Drift> Beside(BoxView box)
    {
        var inFiles = Carried(box).ToDictionary(d => d.Field, StringComparer.OrdinalIgnoreCase);
        var view = box.Of(Chain.Rtp);
        var memory = box.Seen.Memory.Rtp.TryGet(out var known) ? known : [];
        foreach (var option in memory.Keys.Where(o => o is not ("rtpstart" or "rtpend") && !IsStated(box, o)).Order(StringComparer.Ordinal))
        {
            var facts = OptionSection.Rtp.Options[option];
            var desired = view.Effective(view.Wanted, option)?.Value ?? facts.Default ?? "";
            if (OptionValue.Refusal(facts, desired) is null && !Same(option, desired, memory[option]) && !(option == "stunaddr" && StunServer.IsUnresolved(desired, memory[option])))
            {
                inFiles[option] = inFiles.GetValueOrDefault(option, Drift(option, desired)) with { Memory = memory[option] };
            }
        }

        return inFiles.Values.OrderBy(d => d.Field, StringComparer.Ordinal);
    }

    private static bool IsStated(BoxView box, string option) => box.Desired.Rtp.Any(o => o.Name.Equals(option, StringComparison.OrdinalIgnoreCase));

    // What others say beside the desired state and our file, which is read before theirs, has otherwise or not at all.
    private static IEnumerable<Drift> Carried(BoxView box)
    {
        var view = box.Of(Chain.Rtp);
        if (view.SharedNow?.Place.Path != Chain.Rtp.Own || view.SharedWanted is not { } wanted)
        {
            yield break;
        }

        var names = wanted.Entries.Where(e => e.Place.Path == Chain.Rtp.Own).Select(e => e.Key).Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(n => !IsStated(box, n));
        foreach (var name in names)
        {
            var (desired, now) = (Value(view.Wanted, name), Value(view.Now, name));
            if (!string.Equals(desired, now, StringComparison.Ordinal))
            {
                yield return Drift(name, desired!) with
                {
                    File = now is null ? "not set" : BoxView.Show(name, now),
                    Place = view.Effective(view.Now, name)?.Place,
                    Consequence = "rtp.conf or a file that it includes says so, and Asterisk reads our file first: it counts for nothing until ours repeats it",
                };
            }
        }
    }

    private static string? Value(ConfTree tree, string option) =>
        tree.Provenance(Chain.Rtp.SharedSection!, option).Effective is { IsEmpty: false } all ? string.Join(',', all.Select(e => e.Value)) : null;

    private static Drift Drift(string option, string desired) => new()
    {
        Kind = DriftKind.Rtp,
        Resource = new ResourceId.Settings(Subject.Rtp),
        Field = option,
        Desired = BoxView.Show(option, desired),
        Consequence = Consequence,
    };
}
