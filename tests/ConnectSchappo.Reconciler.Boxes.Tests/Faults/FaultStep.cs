namespace ConnectSchappo.Reconciler.Boxes.Tests.Faults;

/// <summary>A step of a transaction, by the command on the box that begins it.</summary>
/// <param name="IsUndoing">Whether it is one of a rollback: then Asterisk is kept from taking the change.</param>
internal sealed record FaultStep(string Name, string Command, string Arguments, bool IsUndoing = false)
{
    public static FaultStep[] All { get; } =
    [
        new("lock", "mkdir", "*/journal.new"),
        new("journal", "mv", "*/journal.new\\ */journal"),
        new("stage", "cp", "--attributes-only*"),
        new("check", "fail2ban-client", "-c*"),
        new("watchdog", "systemctl", "restart\\ reconciler-undo.timer"),
        new("swap", "ln", "*reconciler_pjsip.conf*"),
        new("half swapped", "mv", "*-3.new*"),
        new("swapped", "mv", "*/phase.new*"),
        new("activate", "asterisk", "*reload\\ res_pjsip.so"),
        new("half activated", "asterisk", "*sip\\ reload"),
        new("confirm", "rm", "*/quarantine"),
        new("commit", "mv", "*/journal\\ */ended"),
        new("clear", "rm", "-rf*/ended"),
        new("undo", "sort", "-rn*", IsUndoing: true),
        new("half undone", "mv", "*-3.old*", IsUndoing: true),
        new("close", "mv", "*/journal\\ */ended", IsUndoing: true),
    ];
}
