using System.Text;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Texts;

namespace ConnectSchappo.Reconciler.Boxes.Looking;

/// <summary>The questions to Asterisk's command line where its manager interface is not to be had. They change nothing.</summary>
internal static class CliMemoryScript
{
    public static string Text(DesiredBox box)
    {
        var script = new StringBuilder($"ask() {{ printf '{CliMemoryText.Mark}%s\\n' \"$1\"; timeout -k 1 5 asterisk -rx \"$1\" 2>/dev/null; }}\n");
        foreach (var question in Questions(box))
        {
            script.Append("ask ").Append(LookScript.Quote(question)).Append('\n');
        }

        return script.Append(":\n").ToString();
    }

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
