using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Subjects.Http;

/// <summary>Options of http.conf's [general].</summary>
public sealed record DesiredHttp : DesiredOptions
{
    internal override string Key => "http";

    internal override string Section => HttpRows.General.Path;
}
