using ConnectSchappo.Reconciler.Boxes.Tracing;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>What is said of a trace besides what it shows.</summary>
internal static class TraceWords
{
    private static Message Again { get; } = $"Type the command again.";

    /// <summary>Why it ended, and what to do; null where it ended as it was meant to.</summary>
    public static Message? OfEnd(TraceEnd end, int megabytes) => end switch
    {
        TraceEnd.Asked or TraceEnd.Time => null,
        TraceEnd.Size => $"warning: the trace was cut at {megabytes} MB. Give it more with --megabytes, or ask for less with --extension.",
        TraceEnd.Unread => $"the box ended the trace, because nothing was read of it for ten seconds. Check the connection. {Again}",
        TraceEnd.Asterisk =>
            $"Asterisk stopped or was restarted, which ended its debug. Check on the box: systemctl status asterisk. {Again}",
        TraceEnd.Killed => $"somebody ended the trace on the box. Its debug is switched off. {Again}",
        TraceEnd.Stopped => $"Asterisk is stopped. Check on the box: systemctl status asterisk",
        TraceEnd.Hung => $"Asterisk does not answer. Check on the box: asterisk -rx 'core show uptime'",
        TraceEnd.Busy => $"another program holds the lock of /run. Check on the box: fuser -v /run. {Again}",
        TraceEnd.Unwritten => $"the folder /run of the box cannot be written. Check on the box: df /run",
        TraceEnd.Gone => $"the trace is gone from the box, which was perhaps started anew. {Again}",
        _ => throw new ArgumentOutOfRangeException(nameof(end), end, "an end without words"),
    };

    /// <summary>What the guard found when it began.</summary>
    /// <param name="note">A switch, and <c>on</c> or <c>unknown</c>.</param>
    public static IEnumerable<Message> OfNote(string note) => note.Split(' ') switch
    {
        ["sip.pjsip", "on"] => [$"somebody has PJSIP's logger on (pjsip set logger on). It stays on."],
        ["sip.chan_sip", "on"] =>
            [$"somebody has chan_sip's debug on (sip set debug on). It stays on, for all addresses, even if it was on for one."],
        ["rtp", "on"] => [$"somebody has the debug of RTP on (rtp set debug on). It stays on."],
        ["sip.pjsip", "unknown"] => [$"whether somebody has PJSIP's logger on cannot be seen here. It is off after the trace."],
        _ => throw new ArgumentOutOfRangeException(nameof(note), note, "a note without words"),
    };

    /// <summary>What is on the box now.</summary>
    public static Message Left(TraceEnd? end) => end is null
        ? $"The box switches Asterisk's debug off by itself, ten seconds after it was read last."
        : (Message)$"Asterisk's debug is switched off.";
}
