using System.Text;
using CsCheck;

namespace ConnectSchappo.Reconciler.Core.Tests.Imports;

/// <summary>Files of PJSIP as people write them: in their own order, with templates, additions, comments and repeated lines.</summary>
internal static class HandMade
{
    private static readonly string[] AuthNames = ["auth{0}", "{0}-auth", "{0}"];

    private static readonly (string Name, string[] Values)[] Endpoint =
    [
        ("context", ["from-internal", "from-reception"]), ("language", ["pt_BR", "en"]), ("dtmf_mode", ["rfc4733", "inband"]),
        ("direct_media", ["no", "yes"]), ("rtp_symmetric", ["yes", "true"]), ("force_rport", ["yes", "no"]), ("rewrite_contact", ["yes"]),
        ("allow", ["ulaw", "alaw,g722", "!all,opus"]), ("mailboxes", ["$@default"]), ("accountcode", ["A$", "x\\;y", "é à"]),
        ("set_var", ["A=1", "B=2,3", "C=$"]), ("call_group", ["1,3-5"]), ("named_pickup_group", ["sales", "a,b"]),
        ("callerid", ["\"Ana $\" <$>", "Caixa <$>", "Other <1>"]), ("transport", ["transport-udp"]), ("device_state_busy_at", ["1"]),
        ("permit", ["10.0.0.0/8"]), ("deny", ["0.0.0.0/0.0.0.0"]),
    ];

    private static readonly (string Name, string[] Values)[] Aor =
    [
        ("max_contacts", ["1", "5"]), ("remove_existing", ["yes"]), ("qualify_frequency", ["30", "60", "0"]), ("contact",
            ["sip:$@192.0.2.9"]),
    ];

    /// <summary>Several files' worth, each of which pjsip.conf includes.</summary>
    public static Gen<string[]> Files { get; } =
        Gen.Select(Extension.Array[0, 6], Gen.Shuffle(Enumerable.Range(0, 4).ToArray()), Gen.Int[0, 3])
            .Select((extensions, trunks, count) =>
            {
                var numbered = extensions.Select((write, i) => write($"{300 + i}"));
                var sections = numbered.Concat(trunks.Take(count).Select(Trunk)).ToList();
                return sections.Chunk(3).Select(c => string.Concat(c)).ToArray();
            });

    private static Gen<Func<string, string>> Extension => Gen.Select(
        Gen.Bool, Gen.Int[0, 2].Select(i => AuthNames[i]), Options(Endpoint), Options(Aor), Gen.Int[0, 3], Gen.Bool)
        .Select<(bool IsSoftphone, string Auth, string[] Endpoint, string[] Aor, int Style, bool HasHash), Func<string, string>>(e =>
            number =>
        {
            var text = new StringBuilder();
            var auth = e.Auth.Replace("{0}", number, StringComparison.Ordinal);
            string[] of = e.IsSoftphone ? ["webrtc=yes", "disallow=all", "allow=ulaw,alaw", .. e.Endpoint] : e.Endpoint;
            string[] endpoint = [.. of.Select(l => l.Replace("$", number, StringComparison.Ordinal)), $"auth={auth}", $"aors={number}"];
            string[] aor = [.. e.Aor.Select(l => l.Replace("$", number, StringComparison.Ordinal))];
            if (e.Style == 1)
            {
                text.Append($"[t{number}](!) ; as a template\ntype = endpoint\n{Lines(endpoint[..^2])}");
                text.Append($"[{number}](t{number})\n{Lines(endpoint[^2..])}");
            }
            else if (e.Style == 2)
            {
                text.Append($"[{number}]\n{Lines(endpoint)}Type=endpoint\n;--\nlanguage=de\n--;\n");
            }
            else
            {
                text.Append($"[{number}]\ntype=endpoint\n{Lines(endpoint)}");
                text.Append(e.Style == 3 ? $"; and later\n[{number}](+)\ntone_zone=br\n" : "");
            }

            text.Append($"[{number}]\ntype=aor\n{Lines(aor)}");
            text.Append(e.HasHash
                ? $"[{auth}]\ntype=auth\nauth_type=md5\nusername={number}\nmd5_cred=0123456789abcdef0123456789abcdef\n"
                : $"[{auth}]\ntype=auth\nusername={number}\npassword=hush-{number}\n");
            return text.ToString();
        });

    private static Gen<string[]> Options((string Name, string[] Values)[] known) =>
        Gen.Shuffle(known).SelectMany(all => Gen.Select(Gen.Int[0, all.Length], Gen.Int[0, 100]).Select((count, seed) =>
            all.Take(count).Select((o, i) => $"{o.Name}={o.Values[(seed + i) % o.Values.Length]}")
                .Concat(seed % 3 == 0 && all.Take(count).Any(o => o.Name == "set_var") ? ["set_var=Z=9,8"] : Array.Empty<string>())
                .ToArray()));

    private static string Trunk(int kind) => kind switch
    {
        0 => "[carrier]\ntype=registration\nserver_uri=sip:sip.example.org\nclient_uri=sip:acme@sip.example.org\nretry_interval=30\n",
        1 => "[office]\ntype=acl\ndeny=0.0.0.0/0.0.0.0\npermit=10.0.0.0/8\npermit=192.168.0.0/16\n",
        2 => "[udp-5070]\ntype=transport\nprotocol=udp\nbind=0.0.0.0:5070\nallow_reload=yes\n"
            + "local_net=10.0.0.0/8\nlocal_net=172.16.0.0/12\n",
        _ => "[peer]\ntype=endpoint\ncontext=from-trunk\nallow=ulaw\naors=peer\n[peer]\ntype=aor\ncontact=sip:192.0.2.1\n"
            + "[peer]\ntype=identify\nendpoint=peer\nmatch=192.0.2.1\nmatch=192.0.2.2,192.0.2.3\n",
    };

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(l => $"{l}\n"));
}
