using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// Fields that the policy ignores. Such a field is wanted as our own file on the box has it, be that not at all, so that no edit fights
/// for it and edits of other fields leave it as it is; an object that our file has not yet gets what the desired state says.
/// </summary>
internal static class IgnoredFields
{
    /// <summary>The desired state with every ignored field as the box has it, and what differs by that.</summary>
    /// <param name="now">What Asterisk would read of a chain.</param>
    public static (DesiredBox Desired, EquatableArray<IgnoredDrift> Ignored) Keep(DesiredBox desired, Func<Chain, ConfTree> now)
    {
        if (desired.Policy.Ignore.IsEmpty)
        {
            return (desired, []);
        }

        var ignored = new List<IgnoredDrift>();
        var sections = new SectionIndex(now(Chain.Pjsip));
        var kept = desired with
        {
            Pjsip = desired.Pjsip.Select(o => OfObject(o, sections, desired, ignored)).ToEquatableArray(),
            Http = OfShared(Chain.Http, DriftKind.Http, desired.Catalogue.Http, desired.Http),
            Rtp = OfShared(Chain.Rtp, DriftKind.Rtp, desired.Catalogue.Rtp, desired.Rtp),
            SipGeneral = OfShared(Chain.Sip, DriftKind.Sip, desired.Catalogue.SipGeneral, desired.SipGeneral),
        };
        return (kept, ignored.ToEquatableArray());

        EquatableArray<DesiredOption> OfShared(Chain chain, DriftKind kind, OptionSection options, EquatableArray<DesiredOption> wanted)
        {
            var rules = new IgnoreRules(desired.Policy, chain.Name, options);
            var own = now(chain).Find(chain.SharedSection!)?.Entries.Where(e => e.Place.Path == chain.Own).ToList() ?? [];
            if (wanted.IsEmpty || own.Count == 0)
            {
                return wanted;
            }

            ignored.AddRange(KeptFields.Differing(kind, new ResourceId.Settings(Subject.Of(chain)), wanted, own, rules));
            return KeptFields.Options(wanted, own, rules);
        }
    }

    /// <summary>Parts what differs into what counts and what is ignored, and adds to that what <see cref="Keep"/> found in our file.</summary>
    public static (List<Drift> Left, EquatableArray<IgnoredDrift> Ignored) Part(BoxView box, List<Drift> drifts)
    {
        if (box.Desired.Policy.Ignore.IsEmpty)
        {
            return (drifts, []);
        }

        var (left, ignored) = (new List<Drift>(), box.Ignored.ToList());
        foreach (var drift in drifts)
        {
            if (IgnoreRules.Of(box.Desired, drift) is not { } reason)
            {
                left.Add(drift);
            }
            else if (ignored.FindIndex(i => i.Drift.Name == drift.Name) is >= 0 and var at)
            {
                ignored[at] = ignored[at] with { Drift = ignored[at].Drift with { Memory = drift.Memory } };
            }
            else
            {
                ignored.Add(new IgnoredDrift(drift, reason));
            }
        }

        return (left, ignored.ToEquatableArray());
    }

    private static PjsipObject OfObject(PjsipObject wanted, SectionIndex sections, DesiredBox desired, List<IgnoredDrift> ignored)
    {
        var rules = new IgnoreRules(desired.Policy, IgnoredField.ResourceOf(wanted.Type, wanted.Name), desired.Catalogue[wanted.Type]);
        if (!rules.Any || sections.Objects(wanted.Type, wanted.Name).FirstOrDefault(s => s.Place.Path == Chain.Pjsip.Own) is not { } section)
        {
            return wanted;
        }

        var own = section.Entries.Where(e => e.Place.Path == Chain.Pjsip.Own).ToList();
        ignored.AddRange(KeptFields.Differing(PjsipDrifts.KindOf(wanted.Type), ResourceId.Of(wanted), wanted.Options, own, rules));
        return wanted with { Options = KeptFields.Options(wanted.Options, own, rules) };
    }
}
