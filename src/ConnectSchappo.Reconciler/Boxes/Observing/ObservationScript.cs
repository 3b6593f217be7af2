using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Boxes.Observing;

/// <summary>
/// The script that reads a box's files, its certificate, what Asterisk's log says of configuration, fail2ban's memory and the address
/// that it sees us from, in one round trip. It changes nothing, and needs a POSIX sh and coreutils alone; openssl, setpriv and
/// iptables tell more where they are. What it prints is read by <see cref="Core.Observations.Texts.ObservationText"/>.
/// </summary>
internal static class ObservationScript
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MostOfOne = 16 * 1024 * 1024;

    /// <summary>All files that are read together, in bytes: in base64, with all else, they fit into what a script may print.</summary>
    public const int MostOfAll = 2 * MostOfOne;

    // In base64 it passes through a variable of the shell.
    private const int MostAtOnce = 1024 * 1024;

    private static readonly ShellFile Rights = ShellFile.Beside(typeof(ObservationScript), "rights.sh");
    private static readonly ShellFile Files = ShellFile.Beside(typeof(ObservationScript), "files.sh");
    private static readonly ShellFile Certificate = ShellFile.Beside(typeof(ObservationScript), "certificate.sh");
    private static readonly ShellFile ConfigLog = ShellFile.Beside(typeof(ObservationScript), "config-log.sh");
    private static readonly ShellFile Observe = ShellFile.Beside(typeof(ObservationScript), "observe.sh");

    /// <summary>Reads files alone, to find which others they include: all else would be asked again when those are read.</summary>
    /// <param name="paths">Paths and globs of the files to read; where all of them are too much, the first ones are read.</param>
    /// <param name="certificate">That of the observation that comes next: what is known hangs on the rights of its folders.</param>
    /// <param name="key">The file of its private key, likewise.</param>
    public static string OfFiles(IEnumerable<string> paths, string? certificate, string? key) => new ShellScript()
        .Set("most_of_one", MostOfOne)
        .Set("most_of_all", MostOfAll)
        .Set("most_at_once", MostAtOnce)
        .Add(PortScript.AsteriskProcess, Rights, Files)
        .Add(Observe)
        .Run("tell_account", Folders(certificate, key))
        .RunOn("look_at_files_alone", paths)
        .ToString();

    /// <param name="paths">Paths and globs of the files to read; where all of them are too much, the first ones are read.</param>
    /// <param name="certificate">The PEM file whose certificate is wanted, or null.</param>
    /// <param name="key">The file of its private key; null where the certificate's own holds it.</param>
    /// <param name="transports">The TLS transports whose certificates are asked about.</param>
    /// <param name="isChecked">
    /// Whether a change of a file after its times were read must show in its times: they advance by 10 ms at most.
    /// </param>
    /// <remarks>
    /// Its input is <see cref="Core.Observations.Texts.ObservationText.Known"/>: what stat shows unchanged is not sent again.
    /// </remarks>
    public static string Text(
        IEnumerable<string> paths, string? certificate, string? key, IReadOnlyList<TransportQuestion>? transports = null,
        bool isChecked = false)
    {
        var script = new ShellScript()
            .Set("most_of_one", MostOfOne)
            .Set("most_of_all", MostOfAll)
            .Set("most_at_once", MostAtOnce)
            .Set("certificate", certificate ?? "")
            .Set("tick", isChecked ? "0.02" : "")
            .Add(PortScript.AsteriskProcess, Rights, Files);
        if (certificate is not null)
        {
            script.Set("certificate_key", key ?? certificate).Add(Certificate);
        }

        TransportScript.AddTo(script, transports ?? []).Add(ConfigLog);
        return Fail2banScript.AddTo(script)
            .Add(Observe)
            .Run("tell_account", Folders(certificate, key))
            .RunOn("look", paths)
            .ToString();
    }

    private static SortedSet<string> Folders(string? certificate, string? key)
    {
        var folders = new SortedSet<string>(StringComparer.Ordinal) { ConfigFile.Directory };
        foreach (var path in (string?[])[certificate, key])
        {
            for (var folder = Path.GetDirectoryName(path); folder is { Length: > 1 }; folder = Path.GetDirectoryName(folder))
            {
                folders.Add(folder);
            }
        }

        return folders;
    }
}
