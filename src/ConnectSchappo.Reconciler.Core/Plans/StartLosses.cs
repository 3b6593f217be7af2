using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Subjects.Modules;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>
/// What runs now and would not run after the next start of Asterisk, of any subject and of anybody: a reload keeps what it had where it does
/// not take the files, a start has nothing. While there is any, a restart is withheld, and nothing else is. What Asterisk has not got now
/// cannot be lost, so that nothing is withheld for a trouble that it started with. Source: Asterisk 16.28, each tried.
/// </summary>
internal static class StartLosses
{
    /// <param name="box">The box.</param>
    /// <param name="report">What differs there.</param>
    /// <param name="blocked">The subjects whose files stay as they are.</param>
    /// <returns>For each loss the subject, what is lost, why, and what a person has to do; nothing where a restart does no harm.</returns>
    public static IEnumerable<string> Find(BoxView box, DriftReport report, IReadOnlyDictionary<Subject, string> blocked) =>
        report.Drifts.Where(d => IsLeft(d, blocked) && Runs(box, d.Subject)).Select(d => $"{d.Name}: {d.Consequence}{Because(d, blocked)}")
            .Concat(Chain.All.SelectMany(c => OfChain(box, c, blocked.ContainsKey(Subject.Of(c)))))
            .Concat(Runs(box, Subject.Pjsip) ? BesidePjsip(box).Concat(TransportCertificateDrifts.NotKnownAtStart(box)) : [])
            .Distinct(StringComparer.Ordinal);

    // What runs is right and the file is not: neither we nor a reload put that right.
    private static bool IsLeft(Drift drift, IReadOnlyDictionary<Subject, string> blocked) =>
        drift is { Needs: DriftNeed.NextStart, InFile: true, InMemory: false }
        && (drift.Cure == Cure.Person || blocked.ContainsKey(drift.Subject));

    private static string Because(Drift drift, IReadOnlyDictionary<Subject, string> blocked) =>
        drift.Cure == Cure.Ours && blocked.TryGetValue(drift.Subject, out var why) ? $" ({why})" : "";

    private static IEnumerable<string> OfChain(BoxView box, Chain chain, bool isLeft)
    {
        if (!Runs(box, Subject.Of(chain)))
        {
            yield break;
        }

        if (UnseenFiles.AnyAtStart(box, chain))
        {
            foreach (var told in UnseenFiles.ToldOfStart(box, chain))
            {
                yield return $"{chain.Name}: {told}";
            }

            yield break;
        }

        var view = box.Of(chain);
        var (tree, sections) = isLeft ? (view.Now, view.SectionsNow) : (view.Wanted, view.SectionsWanted);
        if (!tree.IsValid && (chain != Chain.Rtp || tree.Files.Contains(chain.Top))) // rtp.conf need not be there
        {
            var problem = tree.Problems.FirstOrDefault(p => p.Severity >= ConfSeverity.Fatal)
                ?? tree.Problems.FirstOrDefault(p => p.Severity >= ConfSeverity.Error);
            yield return $"{chain.Name}: at its next start Asterisk has nothing of {chain.Top}"
                + (problem is null ? "" : $" ({problem.Message}): put {problem.Place} right");
        }

        foreach (var lost in chain == Chain.Pjsip && tree.IsValid ? Twice(box, sections).Concat(Refused(box, sections)) : [])
        {
            yield return lost;
        }
    }

    // A reload keeps an object as it was where it does not take the new one; a start has only what the file says. What was written since
    // may be right.
    private static IEnumerable<string> Refused(BoxView box, SectionIndex sections) =>
        from said in box.Seen.Complaints
        where said is { Id: not null, Type: not null } && box.Seen.Memory.Reloaded.TryGet(out var reloaded) && said.Time >= reloaded
        let type = PjsipTypes.Named(said.Type!)
        where type is not null && IsThere(box, type.Value, said.Id!)
        let place = sections.Objects(type.Value, said.Id!).FirstOrDefault()?.Place
        where place is not null && !(box.Seen.Files.GetValueOrDefault(place.Value.Path)?.Changed?.DateTime > said.Time)
        select $"pjsip: Asterisk refused {said.Type} {said.Id} at its last reload and works with what it had, "
            + $"and at its next start has no such object: put {place} right";

    private static bool IsThere(BoxView box, PjsipType type, string name) => type switch
    {
        PjsipType.Endpoint => box.Seen.Memory.EndpointNames.TryGet(out var names) && names.Contains(name),
        PjsipType.Transport => box.Seen.Memory.TransportNames.TryGet(out var names) && names.Contains(name),
        _ => box.Seen.Memory.Of(type).TryGet(out var objects) && objects.ContainsKey(name),
    };

    // Of a type with two of one id a start makes no object at all.
    private static IEnumerable<string> Twice(BoxView box, SectionIndex sections) =>
        from type in Enum.GetValues<PjsipType>()
        where Has(box, type)
        let twins = sections.Objects(type).GroupBy(s => s.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Skip(1).Any())?.ToList()
        where twins is not null
        select $"pjsip: {type.TypeName()} {twins[0].Name} is defined at {twins[0].Place} and at {twins[1].Place}: "
            + $"with two of one id Asterisk has no {type.TypeName()} at its next start: take one of the two out";

    private static bool Has(BoxView box, PjsipType type)
    {
        var memory = box.Seen.Memory;
        return type switch
        {
            PjsipType.Endpoint => Holds(memory.EndpointNames),
            PjsipType.Transport => Holds(memory.TransportNames),
            PjsipType.Auth => !memory.Auths.TryGet(out var auths) || !auths.IsEmpty || memory.AskedFor is not null,
            PjsipType.Aor => !memory.Aors.TryGet(out var aors) || !aors.IsEmpty || memory.AskedFor is not null,
            _ => memory.Others.TryGetValue(type, out var fact) && fact.TryGet(out var objects)
                ? !objects.IsEmpty
                : HasChangedSinceTheStart(box, Chain.Pjsip),
        };
    }

    // What defines PJSIP's objects besides its own chain.
    private static IEnumerable<string> BesidePjsip(BoxView box)
    {
        var unreadable = box.Seen.Unreadable.TryGet(out var known) ? known : [];
        foreach (var path in ((string[])[Wizards.Path, LoadingOrder.Sorcery])
            .SelectMany(top => ConfTree.Load(box.Files, top).Files).Where(unreadable.Contains))
        {
            yield return $"pjsip: at its next start Asterisk has nothing of what {path} makes, since it may not read it: "
                + $"chown --reference={Chain.Pjsip.Top} {path}; chmod 640 {path}; touch {path}";
        }
    }

    // Whether a start could take something away. What is not known may be there.
    private static bool Runs(BoxView box, Subject subject)
    {
        var memory = box.Seen.Memory;
        return subject == Subject.Http ? !memory.Http.TryGet(out var http) || http.Plain is not null || http.Tls is not null
            : subject == Subject.Pjsip ? Holds(memory.EndpointNames) || Holds(memory.TransportNames)
            : subject == Subject.Sip ? Holds(memory.SipPeers) || memory.AskedFor?.SipPeers is not null
            : subject.Chain is not { } chain || HasChangedSinceTheStart(box, chain);
    }

    private static bool Holds(Fact<ImmutableHashSet<string>> names) => !names.TryGet(out var known) || !known.IsEmpty;

    private static bool HasChangedSinceTheStart(BoxView box, Chain chain) =>
        box.Seen.Memory.StartedAt is not { } started
        || box.Of(chain).Now.Files.Any(f => box.Seen.Files.GetValueOrDefault(f)?.Changed is not { } changed || changed.DateTime >= started);
}
