using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>The extension as PJSIP has it: endpoint, auth, AOR, transport.</summary>
internal sealed class ExtensionLink() : Link(
    "extension", "its endpoint, auth, AOR and transport in memory, and what browsers need of them",
    Absent, OfChanSip, Shadowed, NoAuth, NoAor, TakesNoContact, HalfMade, NoTransport)
{
    private static readonly Cause Absent = new("extension-missing", $"Asterisk has no such extension");
    private static readonly Cause OfChanSip = new("extension-of-chan-sip", $"the extension is chan_sip's, where no browser gets in");
    private static readonly Cause Shadowed = new("shadowed-by-chan-sip", $"chan_sip has a peer of the same name");
    private static readonly Cause NoAuth = new("no-auth", $"the endpoint names an auth that is not there, or none: nobody can log in");
    private static readonly Cause NoAor = new("no-aor", $"the endpoint names an AOR that is not there, or none: nobody can register");
    private static readonly Cause TakesNoContact = new("aor-takes-no-contact", $"the AOR allows no contact: nobody can register");
    private static readonly Cause HalfMade = new("half-made-softphone", $"the endpoint has some of what browsers need, and lacks the rest");
    private static readonly Cause NoTransport = new("no-transport", $"the endpoint names a transport that is not there: its calls fail");

    internal override bool Owns(Drift drift, Evidence evidence) => drift.Resource is PjsipId item
        && (item.Type == PjsipType.Transport || evidence.Extension is null || Names(evidence).Contains(item.Section));

    private protected override Message? NotLooked(Evidence evidence) => evidence.UnknownPhone;

    private protected override IEnumerable<Finding> Find(Evidence evidence)
    {
        var name = evidence.Extension!;
        if (evidence.Phone is not { } phone)
        {
            return evidence.Drifts.Any(d => d.Resource is PjsipId { Type: PjsipType.Endpoint } e && e.Section == name) ? []
                : [Missing(name, evidence)];
        }

        // Of an endpoint whose transport is not there Asterisk shows no AOR. Seen on 16.28 and 22.10.
        if (OfTransport(name, phone, evidence).ToList() is { Count: > 0 } stranded)
        {
            return stranded;
        }

        return [.. OfAuth(name, phone, evidence), .. OfAor(name, phone, evidence), .. OfBrowsers(name, phone, evidence),
            .. HasSipPeer(evidence) ? [Shadow(name)] : (Finding[])[]];
    }

    private protected override Message Well(Evidence evidence) => evidence.Phone is { IsSoftphone: true }
        ? $"{evidence.Extension} has endpoint, auth and AOR, and all that browsers need"
        : (Message)$"{evidence.Extension} has endpoint, auth and AOR";

    private static HashSet<string> Names(Evidence evidence) =>
    [
        evidence.Extension!,
        .. evidence.Box.Pjsip.Where(o => o.Type == PjsipType.Endpoint && o.Name == evidence.Extension)
            .SelectMany(o => new[] { o["auth"], o["aors"] }).Where(v => v is not null).SelectMany(v => $"{v}".Split(',',
                StringSplitOptions.TrimEntries)),
        .. evidence.Phone is { } phone ? phone.Named("auth").Concat(phone.Named("aors")) : [],
    ];

    private static bool HasSipPeer(Evidence evidence) =>
        evidence.Lines(DoctorQuestions.SipPeer(evidence.Extension!)).Any(l => l.Contains("* Name", StringComparison.Ordinal));

    private static Finding Missing(string name, Evidence evidence) => HasSipPeer(evidence)
        ? new(
            Weight.Broken, OfChanSip, $"{name} is an extension of chan_sip, which a browser cannot be", $"sip show peer {name} finds it",
            $"extensions: {{\"{name}\": {{profile: webrtc, password: {{secret: softphone-{name}}}}}}} in the desired state")
        : new(
            Weight.Broken, Absent, $"Asterisk has no extension {name}",
            evidence.Place(PjsipType.Endpoint, name) is { } place
                ? $"it stands in a file ({place}), and Asterisk has not taken it"
                : (Message)$"pjsip show endpoint {name} finds none, and no file has it",
            evidence.Place(PjsipType.Endpoint, name) is not null
                ? $"on the box: asterisk -rx 'module reload res_pjsip.so'; the log says what Asterisk refuses"
                : (Message)$"extensions: {{\"{name}\": {{profile: webrtc, password: {{secret: softphone-{name}}}}}}} in the desired state");

    private static IEnumerable<Finding> OfAuth(string name, Phone phone, Evidence evidence)
    {
        if (phone.Auths.IsEmpty)
        {
            var named = phone.Named("auth").ToList();
            yield return new(
                named.Count > 0 ? Weight.Broken : Weight.Remark, NoAuth,
                named.Count > 0 ? $"{name} cannot log in: its auth {named[0]} is not there"
                    : (Message)$"{name} asks for no password: whoever is let in by the network is {name}",
                Shown(name, evidence), $"give it a password: {{secret: NAME}} in the desired state, or an auth in its file");
        }
    }

    private static IEnumerable<Finding> OfAor(string name, Phone phone, Evidence evidence)
    {
        if (phone.Aors.IsEmpty)
        {
            yield return new(
                Weight.Broken, NoAor, $"{name} cannot register: it has no AOR", Shown(name, evidence),
                $"a section of type=aor named {phone.Named("aors").FirstOrDefault() ?? name}, and aors={name} at the endpoint");
        }
        else if (phone.Contacts.IsEmpty && phone.Aors.All(a => a["max_contacts"] is "0" && a["contact"] is null or ""))
        {
            yield return new(
                Weight.Broken, TakesNoContact, $"{name} cannot register: its AOR {phone.Aors[0].Name} allows no contact", $"max_contacts=0",
                $"max_contacts: 1 or more at the AOR {phone.Aors[0].Name}");
        }
    }

    private static IEnumerable<Finding> OfBrowsers(string name, Phone phone, Evidence evidence)
    {
        if (evidence.IsSoftphone && phone.Lacks(evidence.Catalogue[PjsipType.Endpoint]) is { IsEmpty: false } lacks
            && !evidence.Drifts.Any(d => d.Resource is PjsipId { Type: PjsipType.Endpoint } e && e.Section == name && d.InMemory))
        {
            yield return new(
                Weight.Broken, HalfMade, $"{name} has some of what browsers need, and lacks {Listing.Of(lacks, 9)}: its calls end at once",
                Shown(name, evidence), $"webrtc=yes at the endpoint, which sets all of it; in the desired state, profile: webrtc");
        }
    }

    private static IEnumerable<Finding> OfTransport(string name, Phone phone, Evidence evidence)
    {
        if (phone.Named("transport").FirstOrDefault() is { } transport
            && evidence.Seen.Memory.TransportNames.TryGet(out var known) && !known.Contains(transport))
        {
            yield return new(
                Weight.Broken, NoTransport, $"{name} names the transport {transport}, which is not there: its calls fail",
                Shown(name, evidence), $"take transport={transport} out of its section, or add that transport");
        }
    }

    private static Finding Shadow(string name) => new(
        Weight.Remark, Shadowed, $"chan_sip has a peer {name} too, which refuses phones that come to its port", $"sip show peer {name}",
        $"delete the peer in the web interface, or sip: {{absent: [\"{name}\"]}} in the desired state");

    private static Message Shown(string name, Evidence evidence) => evidence.Place(PjsipType.Endpoint, name) is { } place
        ? $"pjsip show endpoint {name}; {place}"
        : (Message)$"pjsip show endpoint {name}";
}
