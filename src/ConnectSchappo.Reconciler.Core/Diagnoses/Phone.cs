using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>An extension as PJSIP has it in memory, whoever made it.</summary>
/// <param name="Endpoint">Its endpoint.</param>
/// <param name="Auths">The auths that the endpoint names and Asterisk has. They hold passwords, which nobody prints.</param>
/// <param name="Aors">The AORs likewise.</param>
/// <param name="Contacts">Where it is registered.</param>
internal sealed record Phone(
    SorceryObject Endpoint, EquatableArray<SorceryObject> Auths, EquatableArray<SorceryObject> Aors, EquatableArray<Contact> Contacts)
{
    /// <summary>The codecs that it may use, in their order.</summary>
    public EquatableArray<string> Codecs => (Endpoint["allow"] ?? "").Trim('(', ')')
        .Split(['|', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Where(c => c != "nothing").ToEquatableArray();

    /// <summary>The dialplan's context in which its calls begin.</summary>
    public string Context => Endpoint["context"] ?? "";

    /// <summary>
    /// Whether it is a browser's: it says so, it is registered so, or somebody began to make it one.
    /// </summary>
    public bool IsSoftphone => IsYes("webrtc") || IsYes("use_avpf") || Endpoint["media_encryption"] == "dtls"
        || Contacts.Any(c => c.IsWebSocket);

    /// <summary>
    /// What browsers need and it lacks, as lines of its section: what <c>webrtc=yes</c> sets, but for what only saves ports and time.
    /// </summary>
    public EquatableArray<string> Lacks(OptionSection endpoint) => IsYes("webrtc") ? []
        : endpoint.Options.Values.Where(o => o.UnderWebRtc is not null && o.Name is not ("bundle" or "media_use_received_transport"))
            .Where(o => o.UnderWebRtc == "yes" ? !IsYes(o.Name) : Endpoint[o.Name] != o.UnderWebRtc)
            .Select(o => $"{o.Name}={o.UnderWebRtc}").Concat(HasCertificate ? [] : ["dtls_auto_generate_cert=yes"])
            .Order(StringComparer.Ordinal).ToEquatableArray();

    private bool HasCertificate => IsYes("dtls_auto_generate_cert") || Endpoint["dtls_cert_file"] is { Length: > 0 };

    /// <summary>The names that an option lists, such as those of its AORs.</summary>
    public IEnumerable<string> Named(string option) =>
        (Endpoint[option] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Reads the answer to PJSIPShowEndpoint; null where there is no such endpoint.</summary>
    public static Phone? Of(AsteriskCatalogue catalogue, AmiReply reply)
    {
        EquatableArray<SorceryObject> Objects(string name) =>
            reply.Events.Where(e => e.Event == name).Select(e => e.Remembered(catalogue)).ToEquatableArray();
        return Objects("EndpointDetail") is [var endpoint, ..]
            ? new(
                endpoint, Objects("AuthDetail"), Objects("AorDetail"),
                reply.Events.Where(e => e.Event == "ContactStatusDetail").Select(Contact.Of).ToEquatableArray())
            : null;
    }

    private bool IsYes(string option) => OptionSpelling.Truth(Endpoint[option] ?? "no") == "yes";
}
