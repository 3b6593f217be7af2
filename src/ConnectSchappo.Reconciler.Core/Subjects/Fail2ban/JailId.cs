using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;

/// <summary>A jail of fail2ban.</summary>
public sealed record JailId(string Jail) : ResourceId(Fail2banSubject.Instance)
{
    public override string Name => $"fail2ban jail {Jail}";
}
