using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Subjects.Rtp;

/// <summary>Options of rtp.conf's [general], and the lines of its [ice_host_candidates].</summary>
public sealed record DesiredRtp : DesiredOptions
{
    /// <summary>What ICE offers in place of addresses of the box; each address at most once.</summary>
    public EquatableArray<IceHostCandidate> Candidates { get; init; }

    internal override string Key => "rtp";

    internal override string Section => RtpRows.General.Path;

    internal override void Write(YamlLines yaml, AsteriskCatalogue catalogue)
    {
        base.Write(yaml, catalogue);
        if (!Candidates.IsEmpty)
        {
            yaml.Line($"{IceHostCandidate.Section}:");
            foreach (var candidate in Candidates)
            {
                yaml.Entry(1, YamlLines.Scalar($"{candidate.Local}"), candidate.Value);
            }
        }
    }
}
