using System.Security.Cryptography;
using System.Text;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Subjects.Rtp;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>The text of the files that are wholly ours: one a chain, and one for fail2ban.</summary>
public static class OwnFile
{
    /// <summary>fail2ban reads jail.d/*.local last and in order, so this one decides. Source: fail2ban 0.11.2, tried.</summary>
    public const string Jail = "/etc/fail2ban/jail.d/zz-reconciler.local";

    private const int DigestLength = 12;

    private static ReadOnlySpan<byte> Mark => "Written by ConnectSchappo.Reconciler"u8;

    /// <summary>
    /// Our file of a chain, or null where the desired state has nothing for it.
    /// </summary>
    /// <param name="shared">Whether the chain has the section already, so that ours must add to it: a second plain [general] is ignored.</param>
    /// <param name="secrets">Every secret that the box needs, by name.</param>
    /// <param name="carried">What others say and our file must repeat (<see cref="CarriedOptions"/>).</param>
    public static ReadOnlyMemory<byte>? Text(
        Chain chain, DesiredBox box, string revision, bool shared, IReadOnlyDictionary<string, Secret> secrets, EquatableArray<ConfEntry> carried = default)
    {
        var body = new StringBuilder();
        if (chain == Chain.Http)
        {
            Section(body, "general", shared, box.Http, secrets);
        }
        else if (chain == Chain.Rtp)
        {
            Section(body, "general", shared, box.Rtp, secrets);
            Carried(body, carried);
        }
        else if (chain == Chain.Sip)
        {
            Section(body, "general", shared, box.SipGeneral, secrets);
        }
        else if (chain == Chain.Modules && !box.Preload.IsEmpty)
        {
            body.Append(shared ? "[modules](+)\n" : "[modules]\n");
            foreach (var module in box.Preload)
            {
                body.Append("preload => ").Append(Escape(module)).Append('\n');
            }
        }
        else if (chain == Chain.Pjsip)
        {
            foreach (var item in box.Pjsip)
            {
                Sorcery(body, item, secrets);
            }
        }

        return body.Length == 0 ? default(ReadOnlyMemory<byte>?) : Written(';', box, revision, body);
    }

    /// <summary>The names of the secrets that our file of a chain holds.</summary>
    public static IEnumerable<string> Needs(Chain chain, DesiredBox box)
    {
        IEnumerable<DesiredOption> options = chain == Chain.Http ? box.Http : chain == Chain.Rtp ? box.Rtp : chain == Chain.Sip ? box.SipGeneral
            : chain == Chain.Pjsip ? box.Pjsip.SelectMany(o => o.Options) : [];
        return options.Select(o => o.Value).OfType<DesiredValue.SecretReference>().Select(s => s.Name);
    }

    /// <summary>Our jail file, or null where the desired state says nothing of fail2ban.</summary>
    /// <param name="overruled">The jails whose sections have a list of their own, which [DEFAULT] does not override.</param>
    public static ReadOnlyMemory<byte>? JailText(DesiredBox box, string revision, IEnumerable<string> overruled)
    {
        if (box.IgnoreIp is not { } networks)
        {
            return null;
        }

        var list = $"ignoreip = {string.Join(' ', networks)}\n";
        var body = new StringBuilder("[DEFAULT]\n").Append(list);
        foreach (var jail in overruled)
        {
            body.Append("\n[").Append(jail).Append("]\n").Append(list);
        }

        return Written('#', box, revision, body);
    }

    /// <summary>Whether two files of ours differ in nothing but the revision that the first line names.</summary>
    public static bool SameBut(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) =>
        one.SequenceEqual(other) || (Body(one) is { Length: > 0 } body && body.SequenceEqual(Body(other)));

    /// <summary>
    /// Whether a file is ours and still as we wrote it, whatever the desired state says by now: its first line holds a digest of
    /// the rest. So it can be told, from the box alone, whether the box or the desired state has moved.
    /// </summary>
    public static bool IsAsWritten(ReadOnlySpan<byte> file) =>
        Body(file) is { Length: > 0 } body && file[..^body.Length].EndsWith(Encoding.UTF8.GetBytes($"({Digest(body)}).\n"));

    // What stands below the first line; nothing where that is not ours.
    private static ReadOnlySpan<byte> Body(ReadOnlySpan<byte> file)
    {
        var end = file.IndexOf((byte)'\n');
        return end > 1 && file[1..end].TrimStart((byte)' ').StartsWith(Mark) ? file[(end + 1)..] : [];
    }

    private static ReadOnlyMemory<byte> Written(char comment, DesiredBox box, string revision, StringBuilder options)
    {
        options.Insert(0, $"{comment} Changes made here are put back. To change it, commit to desired-state.yaml (box {box.Name}).\n");
        var body = Encoding.UTF8.GetBytes(options.ToString());
        return (byte[])[.. Encoding.UTF8.GetBytes($"{comment} "), .. Mark, .. Encoding.UTF8.GetBytes($" from revision {revision} ({Digest(body)}).\n"), .. body];
    }

    private static string Digest(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body))[..DigestLength];

    private static void Section(
        StringBuilder body, string name, bool shared, EquatableArray<DesiredOption> options, IReadOnlyDictionary<string, Secret> secrets)
    {
        if (options.IsEmpty)
        {
            return;
        }

        body.Append('[').Append(name).Append(shared ? "](+)\n" : "]\n");
        Options(body, options, secrets);
    }

    private static void Sorcery(StringBuilder body, PjsipObject item, IReadOnlyDictionary<string, Secret> secrets)
    {
        body.Append(body.Length == 0 ? "" : "\n").Append('[').Append(item.Name).Append("]\n");
        body.Append("type=").Append(item.Type.TypeName()).Append('\n');
        Options(body, item.Options, secrets);
    }

    private static void Options(StringBuilder body, EquatableArray<DesiredOption> options, IReadOnlyDictionary<string, Secret> secrets)
    {
        foreach (var option in options)
        {
            var value = option.Value is DesiredValue.SecretReference secret ? secrets[secret.Name].Reveal() : option.Value.ToString()!;
            body.Append(option.Name).Append('=').Append(Escape(value)).Append('\n');
        }
    }

    private static void Carried(StringBuilder body, EquatableArray<ConfEntry> entries)
    {
        body.Append(entries.IsEmpty ? "" : "; Said elsewhere, and repeated here: of several [general] Asterisk reads the first alone.\n");
        foreach (var entry in entries)
        {
            body.Append(entry.Key).Append('=').Append(Escape(entry.Value)).Append('\n');
        }
    }

    // An unescaped semicolon begins a comment. Source: Asterisk main/config.c, process_text_line.
    private static string Escape(string value) => value.Replace(";", "\\;", StringComparison.Ordinal);
}
