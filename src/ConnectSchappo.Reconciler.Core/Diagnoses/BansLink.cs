using System.Net;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>Whom fail2ban keeps out.</summary>
internal sealed class BansLink() : Link("bans", "whether the client, or whoever last tried to be the extension, is banned", Banned)
{
    private static readonly Cause Banned = new("address-banned", $"fail2ban bans the address that the phone comes from");

    internal override bool Owns(Drift drift, Evidence evidence) => drift.Kind == DriftKind.Ban;

    private protected override Message? NotLooked(Evidence evidence) =>
        evidence.Seen.Fail2ban is Fail2banLife.Absent ? $"there is no fail2ban" : evidence.Seen.Jails.Missing;

    private protected override IEnumerable<Finding> Find(Evidence evidence)
    {
        var jails = evidence.Seen.Jails.TryGet(out var known) ? known : throw new InvalidOperationException("It is not looked at.");
        var phones = Phones(evidence).ToHashSet();
        return from address in phones.Concat(Tried(evidence)).Distinct()
               from jail in jails.Values.OrderBy(j => j.Name, StringComparer.Ordinal)
               where jail.Banned.Contains(address.ToString())
               select Of(address.ToString(), jail, phones.Contains(address), evidence);
    }

    private protected override Message Well(Evidence evidence)
    {
        var banned = evidence.Seen.Jails.TryGet(out var jails) ? jails.Values.SelectMany(j => j.Banned).Distinct().Count() : 0;
        return evidence.Client is { } client ? $"{client} is not banned; {banned} others are"
            : banned == 0 ? $"no address is banned"
            : (Message)$"banned addresses: {banned}; none of them tried to be the extension";
    }

    // Whoever is asked about, and where the phone is or was.
    private static IEnumerable<IPAddress> Phones(Evidence evidence) =>
        new[] { evidence.Client }.Concat(evidence.Phone?.Contacts.Select(c => c.At?.Address) ?? [])
            .Concat(Events(evidence).Where(e => e.Succeeded).Select(e => e.From)).OfType<IPAddress>();

    // From where somebody tried to be it: the phone, or a stranger, who is rightly banned.
    private static IEnumerable<IPAddress> Tried(Evidence evidence) =>
        evidence.Client is not null ? [] : Events(evidence).TakeLast(5).Select(e => e.From).OfType<IPAddress>();

    private static IEnumerable<Facts.SecurityEvent> Events(Evidence evidence) =>
        evidence.Host.Events.Where(e => e.Account == evidence.Extension);

    private static Finding Of(string address, JailMemory jail, bool isPhone, Evidence evidence)
    {
        var times = jail.Bans.FirstOrDefault(b => b.Address == address);
        return new(
            isPhone ? Weight.Broken : Weight.Remark, Banned,
            isPhone ? $"{address} is banned"
                : (Message)$"{address} is banned, from where somebody failed to log in as {evidence.Extension}: the phone, or a stranger",
            times.Since is null ? $"fail2ban's jail {jail.Name} lists it"
                : (Message)$"fail2ban's jail {jail.Name} bans it from {times.Since} to {times.Until}",
            $"on the box: fail2ban-client set {jail.Name} unbanip {address}. If it must never be banned, "
                + $"fail2ban: {{ignoreip: [..., {address}]}} in the desired state of {evidence.Box.Name}");
    }
}
