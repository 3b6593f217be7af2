using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;

/// <summary>What a box's desired state says of fail2ban.</summary>
public static class Fail2banOfBox
{
    extension(DesiredBox box)
    {
        /// <summary>Addresses and networks that fail2ban must never ban; null where the desired state is silent.</summary>
        public EquatableArray<string>? IgnoreIp => box.Of<DesiredFail2ban>().IgnoreIp;
    }
}
