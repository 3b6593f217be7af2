using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// Which certificates a look asks about. It hangs on the desired state, and where that is silent on the files: a web interface may name
/// the web server's certificate, and generate transports that desk phones of ours use.
/// </summary>
/// <param name="Certificate">The web server's; null where nobody names one.</param>
/// <param name="Key">The file of its private key; null where the certificate's own is to hold it.</param>
/// <param name="Transports">The TLS transports with a certificate of their own.</param>
public sealed record LookQuestions(string? Certificate, string? Key, EquatableArray<TransportQuestion> Transports)
{
    /// <param name="box">What the desired state says.</param>
    /// <param name="files">The files, as far as they are known.</param>
    public static LookQuestions Of(DesiredBox box, ConfFileSet files)
    {
        // What our own file said before is not what others say.
        var http = box.Http.IsEmpty ? null
            : ConfTree.Load(files.With(ConfDocument.Parse(Chain.Http.Own, default)), Chain.Http.Top).Find(Chain.Http.SharedSection!);
        string? Said(string option) => box.Http.LastOrDefault(o => o.Name.Equals(option, StringComparison.OrdinalIgnoreCase))?.Value.ToString();
        string? Named(string option) => (Said(option) ?? http?.Last(option)?.Value) is { Length: > 0 } path ? path : null;
        return new(
            Named("tlscertfile"), Named("tlsprivatekey"),
            TransportQuestion.Of(box)
                .Concat(OfOthers(box, new(() => new SectionIndex(ConfTree.Load(files, Chain.Pjsip.Top))))).ToEquatableArray());
    }

    /// <summary>The TLS transports of others that desk phones or trunks of ours may use: by name, or because they name none.</summary>
    internal static IEnumerable<TransportQuestion> OfOthers(DesiredBox box, Lazy<SectionIndex> pjsip)
    {
        var users = box.Pjsip.Where(TransportDrifts.Needs).Select(o => o["transport"]?.ToString()).ToHashSet();
        if (users.Count == 0)
        {
            return [];
        }

        var ours = box.Pjsip.Where(o => o.Type == PjsipType.Transport).Select(o => o.Name).ToHashSet(StringComparer.Ordinal);
        return pjsip.Value.Objects(PjsipType.Transport)
            .Where(s => s.Place.Path != Chain.Pjsip.Own && !ours.Contains(s.Name) && (users.Contains(null) || users.Contains(s.Name)))
            .Select(s => TransportQuestion.Of(
                s.Name, option => s.Last(option)?.Value.Trim() is { Length: > 0 } value ? value : null, s.Last("password") is not null))
            .OfType<TransportQuestion>().DistinctBy(q => q.Name, StringComparer.Ordinal);
    }
}
