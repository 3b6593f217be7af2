using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>What Asterisk's log says of calls that failed.</summary>
internal sealed class CallLogLink() : Link("log", "the last lines of Asterisk's log that tell of calls that failed", Told)
{
    private const int LongestLine = 220;

    private static readonly Cause Told = new("trouble-in-log", $"Asterisk's log tells of calls that failed; it may be over");

    // Sources: the texts of Asterisk 16.28 and 22.10.1's modules.
    private static readonly (string Text, Message Means, Message Cure)[] Troubles =
    [
        ("DTLS failure occurred", $"a browser and Asterisk did not agree on encryption: the call had no sound",
            $"let the softphone's page be loaded anew; if it comes back, webrtc=yes and dtls_auto_generate_cert=yes at the endpoint"),
        ("rejected because extension not found", $"somebody called a number that the dialplan does not have",
            $"asterisk -rx 'dialplan show NUMBER@CONTEXT' with both from the line"),
        ("negotiate stream", $"a phone and Asterisk have no codec in common: the call ended at once", $"allow: ulaw,alaw at the endpoint"),
        ("No path to translate", $"Asterisk could not translate between two phones: the call had no sound",
            $"allow: ulaw,alaw at both endpoints"),
        ("did not pass ACL test", $"an ACL of PJSIP turned somebody away: every request from there gets 403",
            $"if it was one of your phones, permit its address in the section with type=acl of pjsip.conf, then: "
                + $"asterisk -rx 'module reload res_pjsip.so'"),
        ("session count exceeded", $"the web server turned somebody away: it had as many connections as it takes",
            $"http: {{sessionlimit: 400}} in the desired state"),
        ("RTP activity in", $"a call was ended since no sound came: rtp_timeout",
            $"find out why no sound came; or rtp_timeout: 0 at the endpoint"),
        ("Retransmission timeout reached", $"a phone of chan_sip did not get or not answer a request: its call ended after 32 s",
            $"externaddr and localnet in sip.conf, if the phone is outside"),
    ];

    /// <summary>An extended pattern of the lines that are wanted.</summary>
    public static string Pattern { get; } = string.Join('|', Troubles.Select(t => t.Text));

    private protected override Message? NotLooked(Evidence evidence) => evidence.NoMemory
        ?? DoctorQuestions.LogFile(evidence.Answers, "warning").Missing
        ?? (LogFile(evidence) is null ? $"Asterisk logs warnings to no file" : (Message?)null);

    private protected override IEnumerable<Finding> Find(Evidence evidence) =>
        from trouble in Troubles
        let lines = evidence.Host.Troubles.Where(l => l.Contains(trouble.Text, StringComparison.Ordinal)).ToList()
        where lines.Count > 0
        select new Finding(Weight.Remark, Told, trouble.Means, $"{lines.Count} times, last: {Cut(lines[^1])}", trouble.Cure);

    private protected override Message Well(Evidence evidence) =>
        $"the end of {LogFile(evidence)} tells of no call that failed";

    private static string? LogFile(Evidence evidence) =>
        DoctorQuestions.LogFile(evidence.Answers, "warning").TryGet(out var file) ? file : null;

    private static string Cut(string line)
    {
        var shown = UriPassword.Mask(line, Secret.Mask);
        return shown.Length > LongestLine ? shown[..LongestLine] + "..." : shown;
    }
}
