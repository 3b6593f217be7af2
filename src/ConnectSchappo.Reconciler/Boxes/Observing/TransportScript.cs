using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Boxes.Observing;

/// <summary>
/// The part of a look that asks about the certificates of TLS transports: the files on disk, and one handshake with each from the box
/// itself. It needs openssl.
/// </summary>
internal static class TransportScript
{
    private static readonly ShellFile Transport = ShellFile.Beside(typeof(TransportScript), "transport.sh");

    /// <summary>Adds it to a look, as the function <c>transports</c>.</summary>
    public static ShellScript AddTo(ShellScript look, IReadOnlyCollection<TransportQuestion> transports) =>
        (transports.Count == 0 ? look : look.Add(Transport)).Define("transports", transports.Select(Question));

    private static string[] Question(TransportQuestion asked) =>
        ["transport", asked.Name, asked.Certificate, asked.Key, asked.Connect ?? "", asked.HasPassword ? "1" : ""];
}
