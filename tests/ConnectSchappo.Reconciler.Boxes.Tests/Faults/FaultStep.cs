namespace ConnectSchappo.Reconciler.Boxes.Tests.Faults;

/// <summary>A step of a transaction, by the command on the box that begins it.</summary>
/// <param name="IsUndoing">Whether it is one of a rollback: then Asterisk is kept from taking the change.</param>
internal sealed record FaultStep(string Name, string Command, string Arguments, bool IsUndoing = false)
{
    /// <summary>On a box that has chan_sip, or one where rtp has its part: see <see cref="FaultScene"/>.</summary>
    public static FaultStep[] On(int series) =>
    [
        new("lock", "mkdir", "*/new/pjsip"),
        new("journal", "mv", "*/new/pjsip\\ */journal/pjsip"),
        new("stage", "cp", "--attributes-only*"),
        new("check", "fail2ban-client", "-c*"),
        new("watchdog", "systemctl", "restart\\ reconciler-undo.timer"),
        new("swap", "ln", "*reconciler_pjsip.conf*"),
        new("half swapped", "mv", series < 21 ? "*-sip-1.new*" : "*-rtp-1.new*"),
        new("swapped", "mv", "*/pjsip/phase.new*"),
        new("activate", "asterisk", "*reload\\ res_pjsip.so"),
        new("half activated", "asterisk", series < 21 ? "*sip\\ reload" : "*reload\\ res_rtp_asterisk.so"),
        new("confirm", "mv", "*/confirmed/pjsip.new*"),
        new("commit", "mv", "*/journal/pjsip\\ */ended/pjsip"),
        new("clear", "rm", "-rf*/ended/pjsip"),
        new("undo", "sort", "-rn*", IsUndoing: true),
        new("half undone", "mv", "*-pjsip-1.old*", IsUndoing: true),
        new("close", "mv", "*/journal/pjsip\\ */ended/pjsip", IsUndoing: true),
    ];
}
