using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;

/// <summary>Whom fail2ban must leave alone.</summary>
public sealed record DesiredFail2ban : DesiredSection
{
    /// <summary>Addresses and networks that fail2ban must never ban; null where the desired state is silent.</summary>
    public EquatableArray<string>? IgnoreIp { get; init; }

    /// <summary>Where each of <see cref="IgnoreIp"/> stands.</summary>
    public Places Places { get; init; } = Places.None;

    internal override void Write(YamlLines yaml, AsteriskCatalogue catalogue)
    {
        if (IgnoreIp is { } addresses)
        {
            yaml.Line("fail2ban:").List(1, "ignoreip", addresses, Places);
        }
    }
}
