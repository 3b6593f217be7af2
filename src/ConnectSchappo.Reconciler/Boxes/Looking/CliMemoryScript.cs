using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Texts;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Rtp;
using ConnectSchappo.Reconciler.Shell;

namespace ConnectSchappo.Reconciler.Boxes.Looking;

/// <summary>The questions to Asterisk's command line where its manager interface is not to be had. They change nothing.</summary>
internal static class CliMemoryScript
{
    private static readonly ShellFile Ask = ShellFile.Beside(typeof(CliMemoryScript), "cli-memory.sh");

    public static string Text(DesiredBox box) => new ShellScript()
        .Set("mark", CliMemoryText.Mark)
        .Define("questions", Questions(box).Select(q => (string[])["ask", q]))
        .Add(Ask)
        .ToString();

    private static IEnumerable<string> Questions(DesiredBox box) =>
    [
        "core show version",
        "core show settings",
        "core show channels count",
        "http show status",
        .. box.Rtp.IsEmpty ? [] : (string[])["rtp show settings"],
        "module show like res_pjsip_transport_websocket",
        "pjsip show transports",
        "pjsip show endpoints",
        .. box.Pjsip.Any(o => o.Type.IsSingle()) ? ["pjsip show settings"] : Array.Empty<string>(),
        .. box.Pjsip.Where(o => !o.Type.IsSingle() && o.Type != PjsipType.Acl).Select(o => $"pjsip show {o.Type.TypeName()} {o.Name}"),
        .. box.SipAbsent.IsEmpty ? [] : (string[])["module show like chan_sip"],
        .. box.SipAbsent.Select(p => $"sip show peer {p}"),
    ];
}
