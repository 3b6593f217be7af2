using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>What a person should know of the files that we write, and should decide: none of it is a drift.</summary>
internal static class FileNotes
{
    /// <summary>
    /// Files of ours with passwords that others may read. Their mode is not put right: FreePBX gives all of /etc/asterisk its own at each
    /// start, so that the two would undo each other without end, and its own passwords lie open there. It has a list of exceptions, which
    /// ends it for good. Source: FreePBX/framework, Console/Chown.class.php and Start.class.php; tried with 16.0.33.
    /// </summary>
    public static IEnumerable<Message> OpenSecrets(BoxView box) =>
        from view in box.Chains
        let path = view.ConfigFile.Own
        where view.HasOwn && view.Subject.Objects(box.Desired).Any(o => o.Options.Any(p => p.Value is DesiredValue.SecretReference))
            && box.Seen.Files.GetValueOrDefault(path) is { IsOpenToAll: true }
        let mode = box.Seen.Files[path].Mode
        select (Message)($"{path} has mode {mode}, so other accounts of the box can read its passwords: chmod 640 {path}; "
            + $"on FreePBX, where fwconsole chown sets {mode} again, also "
            + $"printf '[blacklist]\\nitem = {path}\\n' >>{ConfigFile.Directory}/freepbx_chown.conf");

    /// <summary>
    /// Our line in a file that is only linked into Asterisk's directory: it is part of something else. FreePBX 16 and 17 link rtp.conf to a
    /// file of the module core, which names no file of the site. Source: FreePBX/core, etc/rtp.conf; tried with FreePBX 16.0.33.
    /// </summary>
    public static IEnumerable<Message> LinesElsewhere(BoxView box) =>
        from view in box.Chains
        where view.HasOwn
        let target = box.Seen.SymbolicLinks.GetValueOrDefault(view.Host)
        where target is not null && !IsInDirectory(target, box.Seen.RealDirectory ?? ConfigFile.Directory)
        select (Message)($"{view.Host} is a link to {target}, so the line `{view.ConfigFile.IncludeLine}` is written there: whatever "
            + $"that file belongs to may report it as altered (FreePBX: FW_TAMPERED), and its next upgrade removes the line until the next "
            + $"repair; to avoid both, set these options in the web interface, and remove `{view.ConfigFile.Name}` from the desired state");

    private static bool IsInDirectory(string target, string directory) => target.StartsWith($"{directory}/", StringComparison.Ordinal);
}
