using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Modules;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>
/// What is there by name, of anybody's: what Asterisk's memory held before a change, and who answered a softphone, must still be so
/// afterwards, unless the plan says that it goes.
/// </summary>
internal static class MemoryNames
{
    /// <summary>What was there before, and how it is now.</summary>
    /// <param name="Gone">What was looked for and is not there.</param>
    /// <param name="Unknown">What nobody tells any more, a few words each.</param>
    public readonly record struct Comparison(EquatableArray<ResourceId> Gone, EquatableArray<string> Unknown);

    /// <summary>Compares two looks.</summary>
    /// <param name="before">The first.</param>
    /// <param name="now">The second.</param>
    /// <param name="part">The subject whose change lies between them; null where Asterisk restarted, so that all of them count.</param>
    /// <param name="goes">What is to be gone.</param>
    public static Comparison Compare(Observation before, Observation now, Subject? part, EquatableArray<ResourceId> goes)
    {
        var gone = new List<ResourceId>();
        var unknown = new List<string>();
        foreach (var (had, has) in Lists(before).Zip(Lists(now)).Where(l => part is null || l.First.Subject == part))
        {
            var missed = (had.Names ?? []).Except(has.Names ?? []).Except(goes).OrderBy(n => n.Name, StringComparer.Ordinal).ToList();
            gone.AddRange(missed.Where(n => has.Names is not null && has.WasLookedFor(n)));
            if (missed.Exists(n => has.Names is null || !has.WasLookedFor(n)))
            {
                unknown.Add($"{has.What} that were there before: {has.Why ?? "not all of them can be asked for by the command line"}");
            }
        }

        return new(gone.ToEquatableArray(), unknown.ToEquatableArray());
    }

    /// <summary>
    /// What is there and no file will define. What a wizard or a database defines stays, and so does whatever a file may define that was
    /// not read, or a program that is run for its output.
    /// </summary>
    public static IEnumerable<ResourceId> Going(BoxView box)
    {
        var hidden = ((Chain[])[Chain.Http, Chain.Pjsip, Chain.Sip]).Where(c => UnseenFiles.HidesNames(box, c))
            .Select(Subject.Of).ToHashSet();
        var made = Wizards.Of(box.Files).SelectMany(w => Wizards.Made(w.Name)).ToHashSet();
        var fromDatabase = ConfTree.Load(box.Files, LoadingOrder.Sorcery).Find("res_pjsip") is not null;
        var (pjsip, sip) = (box.Of(Chain.Pjsip).SectionsWanted, box.Of(Chain.Sip).SectionsWanted);
        bool IsDefined(ResourceId name) => name switch
        {
            ResourceId.Pjsip item => fromDatabase || made.Contains((item.Type, item.Section))
                || pjsip.Objects(item.Type, item.Section).Count > 0,
            ResourceId.SipPeer peer => sip.Named(peer.Peer).Count > 0,
            ResourceId.HttpPort { Listener: Listener.Plain } => HttpDrifts.WantedPlain(box) is not null,
            _ => HttpDrifts.WantedTls(box) is not null,
        };
        return Lists(box.Seen).Where(l => !hidden.Contains(l.Subject)).SelectMany(l => (IEnumerable<ResourceId>?)l.Names ?? [])
            .Where(n => !IsDefined(n)).OrderBy(n => n.Name, StringComparer.Ordinal);
    }

    private static IEnumerable<NameList> Lists(Observation seen)
    {
        var memory = seen.Memory;
        var asked = memory.AskedFor;
        var listeners = memory.Http.TryGet(out var http) ? Listeners(http).ToHashSet() : null;
        yield return new(Subject.Http, "the web server's listeners", memory.Http.Missing, listeners, null);
        var answering = seen.Client.Answers.TryGet(out var answers) ? Answering(answers).ToHashSet() : null;
        yield return new(Subject.Http, "PJSIP's answers on the WebSocket", seen.Client.Answers.Missing, answering, null);
        yield return Of(PjsipType.Endpoint, "endpoints", memory.EndpointNames, null);
        yield return Of(PjsipType.Transport, "transports", memory.TransportNames, null);
        yield return Of(PjsipType.Auth, "auths", Names(memory.Auths), asked?.Auths);
        yield return Of(PjsipType.Aor, "AORs", Names(memory.Aors), asked?.Aors);
        yield return Of(Subject.Sip, "chan_sip's peers", memory.SipPeers, asked?.SipPeers, n => new ResourceId.SipPeer(n));
    }

    private static NameList Of(PjsipType type, string what, Fact<ImmutableHashSet<string>> names, ImmutableHashSet<string>? asked) =>
        Of(Subject.Pjsip, what, names, asked, n => new ResourceId.Pjsip(type, n));

    private static NameList Of(
        Subject subject, string what, Fact<ImmutableHashSet<string>> names, ImmutableHashSet<string>? asked, Func<string, ResourceId> name) =>
        new(subject, what, names.Missing, names.TryGet(out var known) ? known.Select(name).ToHashSet() : null, asked?.Select(name).ToHashSet());

    private static Fact<ImmutableHashSet<string>> Names(Fact<ImmutableDictionary<string, SorceryObject>> objects) =>
        objects.TryGet(out var known)
            ? Fact.Known(known.Keys.ToImmutableHashSet(StringComparer.Ordinal))
            : Fact.Unknown<ImmutableHashSet<string>>(objects.Missing!);

    private static IEnumerable<ResourceId> Listeners(HttpListeners http)
    {
        if (http.Plain is not null)
        {
            yield return new ResourceId.HttpPort(Listener.Plain);
        }

        if (http.Tls is not null)
        {
            yield return new ResourceId.HttpPort(Listener.Tls);
        }
    }

    private static IEnumerable<ResourceId> Answering(WebSocketAnswer answer) =>
        answer == WebSocketAnswer.Pjsip ? [new ResourceId.WebSocket()] : [];

    /// <param name="Why">Why nothing is known; null where it is.</param>
    /// <param name="Names">What is there; null where that is not known.</param>
    /// <param name="Asked">What was looked for; null where everything was.</param>
    private sealed record NameList(Subject Subject, string What, string? Why, HashSet<ResourceId>? Names, HashSet<ResourceId>? Asked)
    {
        public bool WasLookedFor(ResourceId name) => Asked?.Contains(name) != false;
    }
}
