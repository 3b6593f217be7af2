using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>Transports that a web interface or a person made, as far as objects of ours may use them.</summary>
internal static class TransportsOfOthers
{
    /// <summary>The TLS transports of others that desk phones or trunks of ours may use: by name, or because they name none.</summary>
    public static IEnumerable<TransportQuestion> Of(DesiredBox box, Lazy<SectionIndex> pjsip)
    {
        var users = box.Pjsip.Where(TransportDrifts.Needs).Select(o => o["transport"]?.ToString()).ToHashSet();
        if (users.Count == 0)
        {
            return [];
        }

        var ours = box.Pjsip.Where(o => o.Type == PjsipType.Transport).Select(o => o.Name).ToHashSet(StringComparer.Ordinal);
        return pjsip.Value.Objects(PjsipType.Transport)
            .Where(s => s.Place.Path != PjsipSubject.Config.Own && !ours.Contains(s.Name)
                && (users.Contains(null) || users.Contains(s.Name)))
            .Select(s => TransportQuestion.Of(
                s.Name, option => s.Last(option)?.Value.Trim() is { Length: > 0 } value ? value : null, s.Last("password") is not null))
            .OfType<TransportQuestion>().DistinctBy(q => q.Name, StringComparer.Ordinal);
    }
}
