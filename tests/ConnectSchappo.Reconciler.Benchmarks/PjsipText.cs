using System.Globalization;
using System.Text;

namespace ConnectSchappo.Reconciler.Benchmarks;

/// <summary>A pjsip.conf as a box of many extensions has it: an auth, an aor and an endpoint each, and some comments.</summary>
internal static class PjsipText
{
    public static string Of(int endpoints)
    {
        var text = new StringBuilder("; made for a measurement\n[webrtc](!)\ntype=endpoint\ncontext=from-internal\n\n");
        for (var i = 0; i < endpoints; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"""
                ; Ramal {10000 + i}
                [{10000 + i}-auth]
                type=auth
                auth_type=userpass
                username={10000 + i}
                password=s3cr3t-{i * 7919}

                [{10000 + i}-aor]
                type=aor
                max_contacts=5
                remove_existing=yes
                qualify_frequency=30

                [{10000 + i}]
                type=endpoint
                disallow=all
                allow=ulaw,alaw ; what the desk phones speak
                webrtc=yes
                direct_media=no
                auth={10000 + i}-auth
                aors={10000 + i}-aor
                callerid="Recepção" <{10000 + i}>
                dtmf_mode=rfc4733


                """).Append('\n');
        }

        return text.ToString();
    }
}
