using System.Globalization;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Inspections;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Logger;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Rtp;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>What is asked of Asterisk and of the host, beside what an observation reads. It all only reads.</summary>
public static class DoctorQuestions
{
    internal static readonly AmiAction LogFiles = AmiAction.Command("logger show channels");
    internal static readonly AmiAction Modules = AmiAction.Command("module show");
    internal static readonly AmiAction Streams = AmiAction.Command("pjsip show channelstats");
    internal static readonly AmiAction Rtp = AmiAction.Command("rtp show settings");

    internal static readonly AmiAction Contacts = new("PJSIPShowContacts");

    private const int StunPort = 3478;

    /// <summary>An extended pattern of the lines of Asterisk's log that are wanted.</summary>
    public static string Troubles => CallLogLink.Pattern;

    /// <summary>What is asked of Asterisk first.</summary>
    /// <param name="hasChanSip">Whether it has chan_sip.</param>
    /// <param name="extension">The extension; null where none is asked about.</param>
    public static EquatableArray<AmiAction> First(bool hasChanSip, string? extension) =>
    [
        LogFiles, Modules, Streams, Rtp, Contacts, .. CodecsInspection.Questions,
        .. extension is null ? (EquatableArray<AmiAction>)[] : [Endpoint(extension), Dialled(extension)],
        .. extension is not null && hasChanSip ? (EquatableArray<AmiAction>)[SipPeer(extension)] : [],
    ];

    /// <summary>What is asked after that: what the first answers name.</summary>
    public static EquatableArray<AmiAction> Second(Evidence first) =>
        first is { Extension: { } extension, Phone.Context: { Length: > 0 } context } && !context.Contains(' ', StringComparison.Ordinal)
            ? [Context(context), Dialplan(extension, context)]
            : [];

    /// <summary>The file of Asterisk's log that a level goes to, null where none has it; unknown where Asterisk did not say.</summary>
    public static Fact<string?> LogFile(AmiAnswers? answers, string level) => answers is null
        ? Fact.Unknown<string?>($"Asterisk was not asked for its log files")
        : LoggerChannelsQuestion.Read(answers.Lines(LogFiles)).Select(files => files.FirstOrDefault(f => f.Levels.Contains(level))?.Name);

    /// <summary>The port of the web server for softphones.</summary>
    public static int WebPort(BoxView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var listener = view.Seen.Memory.Http.TryGet(out var http) ? http.Tls ?? http.Plain : null;
        return int.TryParse(
            HttpAddress.TlsPort(listener), NumberStyles.None, CultureInfo.InvariantCulture,
            out var port) ? port : Catalogue.Listener.TlsPort;
    }

    /// <summary>A server that rtp.conf names; null where it names none.</summary>
    public static (string Host, int Port)? Server(BoxView view, string option)
    {
        ArgumentNullException.ThrowIfNull(view);
        var named = view.Of(RtpSubject.Instance.ConfigFile!).SharedNow?.First(option)?.Value.Trim();
        return named is { Length: > 0 } && ServerAddress.Read(named) is { } server ? (server.Host, server.Port ?? StunPort) : null;
    }

    /// <summary>The jails that watch Asterisk, each with its filter.</summary>
    public static IEnumerable<(string Jail, string Filter)> Jails(Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        if (!evidence.Seen.Jails.TryGet(out var running))
        {
            yield break;
        }

        var files = JailLists.AsTheyAre(evidence.Seen);
        foreach (var jail in running.Keys.Order(StringComparer.Ordinal))
        {
            if (files.Effective(jail, "filter")?.Value is { } filter && filter.Split('[')[0].Trim() == "asterisk")
            {
                yield return (jail, filter);
            }
        }
    }

    internal static AmiAction Endpoint(string extension) => new("PJSIPShowEndpoint", new AmiField("Endpoint", extension));

    internal static AmiAction SipPeer(string extension) => AmiAction.Command($"sip show peer {extension}");

    // How Issabel and FreePBX dial an extension. Source: issabelPBX core, macro-dial; FreePBX core likewise.
    internal static AmiAction Dialled(string extension) => AmiAction.Command($"database get DEVICE/{extension} dial");

    internal static AmiAction Context(string context) => AmiAction.Command($"dialplan show {context}");

    internal static AmiAction Dialplan(string extension, string context) => AmiAction.Command($"dialplan show {extension}@{context}");
}
