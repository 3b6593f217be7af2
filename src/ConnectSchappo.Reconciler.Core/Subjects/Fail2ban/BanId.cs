using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;

/// <summary>An address that a jail of fail2ban bans.</summary>
public sealed record BanId(string Jail, string Address) : ResourceId(Fail2banSubject.Instance)
{
    public override string Name => $"fail2ban jail {Jail} ban of {Address}";
}
