using System.Net;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Diagnoses.Facts;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>All that was gathered of a box, by which its links are examined.</summary>
public sealed record Evidence
{
    /// <summary>The box as it is wanted and as it was seen. It may hold secrets.</summary>
    public required BoxView View { get; init; }

    /// <summary>What differs from the desired state, and what could not be seen.</summary>
    public required DriftReport Report { get; init; }

    /// <summary>The extension that is asked about; null where the box has none to ask about.</summary>
    public required string? Extension { get; init; }

    /// <summary>The address of the client that is asked about; null where none is.</summary>
    public IPAddress? Client { get; init; }

    /// <summary>What Asterisk answered; null where its manager interface could not be asked.</summary>
    public AmiAnswers? Answers { get; init; }

    /// <summary>Why there are no answers; null where there are.</summary>
    public Message? NoAnswers { get; init; }

    /// <summary>What the host told.</summary>
    public HostFacts Host { get; init; } = new();

    /// <summary>A softphone's way from this host; empty where it was not tried.</summary>
    public EquatableArray<WayStep> Way { get; init; }

    /// <summary>Why the way was not tried; null where it was.</summary>
    public Message? NoWay { get; init; }

    internal DesiredBox Box => View.Asked;

    /// <summary>The options of the version that runs.</summary>
    internal AsteriskCatalogue Catalogue => Box.Running(Seen.Version).Catalogue;

    internal Observation Seen => View.Seen;

    /// <summary>What differs; that a service is stopped, its link tells by itself.</summary>
    internal IEnumerable<Drift> Drifts => Report.Drifts.Where(d => d.Kind != DriftKind.Service);

    /// <summary>The extension in memory; null where it is not there, or is not known.</summary>
    internal Phone? Phone => field ??= Answer(Extension is null ? null : DoctorQuestions.Endpoint(Extension)) is { } reply
        ? Phone.Of(Catalogue, reply)
        : null;

    /// <summary>Where phones of all extensions are registered; none where that is not known.</summary>
    internal IEnumerable<Contact> AllContacts => Answer(DoctorQuestions.Contacts)?.Events.Where(e =>
        e.Event == "ContactList").Select(Contact.Of) ?? [];

    /// <summary>Whether a browser is to be the extension.</summary>
    internal bool IsSoftphone => Phone is { IsSoftphone: true }
        || Box.Pjsip.Any(o => o.IsSoftphone && o.Name == Extension);

    /// <summary>Who comes to the box: the client that is asked about, or this host where none is.</summary>
    internal IPAddress? Visitor => Client ?? (Seen.OurAddress.TryGet(out var ours) && IPAddress.TryParse(ours, out var address) ? address
        : null);

    /// <summary>Why nothing that Asterisk's memory holds can be looked at; null where it can.</summary>
    internal Message? NoMemory => Answers is not null ? null
        : Seen.Asterisk != AsteriskLife.Running ? $"Asterisk is {Seen.Asterisk.ToString().ToLowerInvariant()}"
        : NoAnswers ?? $"Asterisk's manager interface was not asked";

    /// <summary>Why it is not known whether PJSIP has the extension; null where it is.</summary>
    internal Message? UnknownPhone => NoMemory ?? (Extension is null ? $"no extension is asked about"
        : Phone is null && Answer(DoctorQuestions.Endpoint(Extension)) is { } reply && !EndpointsQuestion.IsMissing(reply)
        ? (Message)$"PJSIPShowEndpoint: {reply.Why()}" : null);

    /// <summary>Why nothing of the extension can be looked at; null where it can.</summary>
    internal Message? NoPhone => UnknownPhone ?? (Phone is null ? (Message)$"PJSIP has no {Extension}" : null);

    /// <summary>What Asterisk answered to an action; null where it was not asked.</summary>
    internal AmiReply? Answer(AmiAction? action) => action is not null && Answers?.Has(action) == true ? Answers.To(action) : null;

    /// <summary>The lines that a command printed; none where it was not asked.</summary>
    internal IReadOnlyList<string> Lines(AmiAction command) => Answer(command) is { } reply ? [.. reply.Output] : [];

    /// <summary>An option of PJSIP's with its place in the files, of an object of anybody.</summary>
    internal string? Place(PjsipType type, string name) =>
        View.Of(PjsipSubject.Instance.ConfigFile).SectionsNow.Objects(type, name) is [.., var section]
            ? section.Place.ToString()
            : null;
}
