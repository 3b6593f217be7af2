using System.Globalization;
using System.Net;
using ConnectSchappo.Reconciler.Core.Diagnoses;
using ConnectSchappo.Reconciler.Core.Diagnoses.Facts;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Boxes.Diagnosing;

/// <summary>
/// What the host of a box is asked beside what an observation reads. It only reads. What it prints is read by <see cref="HostText"/>.
/// </summary>
internal static class HostScript
{
    private static readonly ShellFile Host = ShellFile.Beside(typeof(HostScript), "host.sh");

    /// <param name="client">The client that is asked about; null where none is.</param>
    /// <param name="evidence">What is known already: it names the files and servers.</param>
    public static string Text(IPAddress? client, Evidence evidence)
    {
        var script = new ShellScript()
            .Set("client", client?.ToString() ?? "")
            .Set("port", DoctorQuestions.WebPort(evidence.View).ToString("X4", CultureInfo.InvariantCulture))
            .Set("security", LogFile(evidence, "security"))
            .Set("log", LogFile(evidence, "warning"))
            .Set("troubles", DoctorQuestions.Troubles)
            .Add(Host)
            .Run("tell_host");
        foreach (var (kind, option) in (ReadOnlySpan<(string, string)>)[("stun", "stunaddr"), ("turn", "turnaddr")])
        {
            if (DoctorQuestions.Server(evidence.View, option) is var (host, port))
            {
                script.Run("ask_server", kind, host, port.ToString(CultureInfo.InvariantCulture));
            }
        }

        foreach (var (jail, filter) in DoctorQuestions.Jails(evidence))
        {
            script.Run("try_filter", jail, filter);
        }

        return script.ToString();
    }

    private static string LogFile(Evidence evidence, string level) =>
        DoctorQuestions.LogFile(evidence.Answers, level).TryGet(out var file) ? file ?? "" : "";

    /// <summary>Reads what it printed.</summary>
    public static HostFacts Read(string printed, Evidence evidence)
    {
        string? Asked(string option) =>
            DoctorQuestions.Server(evidence.View, option) is var (host, port) ? string.Create(CultureInfo.InvariantCulture,
                $"{host}:{port}") : null;
        return HostText.Parse(printed, Asked("stunaddr"), Asked("turnaddr"));
    }
}
