using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>
/// The peers of chan_sip, which stay: each as the line of <c>extensions</c> that it would be, and what of it has no equal.
/// </summary>
internal static class SipPeersImport
{
    public static ImportedRemark Of(ImportedBox box) => new(
        $"Peers of chan_sip. They stay as they are. As extensions of PJSIP they would be, below `extensions`:",
        !box.Catalogue.HasChanSip ? [] : box.Tree(ChanSipSubject.Config).Sections
            .Where(s => !s.IsTemplate && SipPeers.Is(s.First("type"))).Select(p => Line(box, p)).ToEquatableArray());

    private static Message Line(ImportedBox box, ConfSection peer)
    {
        var place = $"{Path.GetFileName(peer.Place.Path)}:{peer.Place.Line}";
        var host = peer.Last("host")?.Value ?? "dynamic";
        if (!host.Equals("dynamic", StringComparison.OrdinalIgnoreCase))
        {
            return $"{peer.Name} ({place}): it does not register, it is reached at {host}. "
                + $"Below pjsip it would be an endpoint, an aor with a contact, and an identify that matches {host}";
        }

        var isSoftphone = peer.Last("transport")?.Value is { } transport && transport.Split(',', StringSplitOptions.TrimEntries)
            .Any(t => t.Equals("ws", StringComparison.OrdinalIgnoreCase) || t.Equals("wss", StringComparison.OrdinalIgnoreCase));
        var (options, without) = Options(box, peer);
        var written = $"{YamlLines.Scalar(peer.Name)}: {ExtensionLines.Line(box, peer.Name, isSoftphone, options).OnOneLine()}";
        return without.Count == 0
            ? $"{written}  # {place}"
            : (Message)$"{written}  # {place}; no equal: {Listing.Of(without, 20)}";
    }

    // Of several lines the last one counts, or all of them together.
    private static (List<PartOption> Options, List<string> Without) Options(ImportedBox box, ConfSection peer)
    {
        var options = new List<PartOption>();
        var without = new List<string>();
        foreach (var lines in peer.Entries.GroupBy(e => e.Key, StringComparer.OrdinalIgnoreCase))
        {
            var values = lines.Select(l => l.Value).ToList();
            var equivalents = SipEquivalents.Of(lines.Key);
            var value = RepeatedOptions.Value(box.Catalogue.SipGeneral[lines.Key].Repeats, values)!;
            var found = equivalents?.Select(e => (e, Value: e.Value(value, OptionSpelling.Truth(value)))).ToList() ?? [];
            if (equivalents is null || found.Exists(f => f.Value is null))
            {
                without.Add(
                    $"{lines.Key}={BoxView.Show(box.Catalogue.SipGeneral[lines.Key], value).In(Language.English)}");
                continue;
            }

            options.AddRange(found.Select(f => new PartOption(f.e.Part, f.e.Option, new ImportedValue.Text(f.Value!))));
        }

        // Of two that say the same option the last one counts.
        return (options.GroupBy(o => (o.Part, o.Name)).Select(g => g.Last()).ToList(), without);
    }
}
