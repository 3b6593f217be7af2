using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Subjects.Rtp;

/// <summary>Options of rtp.conf's [general].</summary>
public sealed record DesiredRtp : DesiredOptions
{
    internal override string Key => "rtp";

    internal override string Section => RtpRows.General.Path;
}
