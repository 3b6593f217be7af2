using System.Globalization;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>Where the extension is registered, and whether a call would get there.</summary>
internal sealed class ContactsLink() : Link(
    "contacts", "where the extension is registered, and whether a call gets there", Silent, Full)
{
    private static readonly Cause Silent = new("contact-silent", $"the phone is connected and does not answer");
    private static readonly Cause Full = new("aor-full", $"as many phones are registered as the AOR allows: another one is refused");

    private protected override Message? NotLooked(Evidence evidence) => evidence.NoPhone
        ?? (evidence.Phone!.Contacts.IsEmpty ? $"nobody is registered as {evidence.Extension} now" : (Message?)null);

    private protected override IEnumerable<Finding> Find(Evidence evidence)
    {
        var (name, phone) = (evidence.Extension!, evidence.Phone!);
        if (phone.Contacts.All(c => c.IsSilent))
        {
            // A WebSocket that is closed takes its contact with it. Tried on 16.28 and 22.10: a killed client, a killed Asterisk.
            var last = phone.Contacts[^1];
            yield return new(
                Weight.Broken, Silent, $"no call reaches {name}: its phone does not answer",
                $"{UriPassword.Mask(last.Uri, Secret.Mask)} is {last.Status}",
                last.IsWebSocket ? $"load the softphone's page anew. If that does not help, a proxy or router on the way is the cause"
                    : (Message)($"see that the phone has power and network; "
                        + $"a router may have forgotten the way to it (qualify_frequency: 30)"));
        }

        if (phone.Aors is [var aor] && phone.Contacts.Count >= Most(aor["max_contacts"]) && aor["remove_existing"] is not ("true" or "yes")
            && aor["remove_unavailable"] is not ("true" or "yes"))
        {
            yield return new(
                Weight.Remark, Full, $"{phone.Contacts.Count} phones are registered as {name}, and another one is refused (403)",
                $"max_contacts={aor["max_contacts"]}, remove_existing=no",
                $"remove_existing: yes at the AOR {aor.Name}, or more max_contacts");
        }
    }

    private protected override Message Well(Evidence evidence) =>
        $"{evidence.Phone!.Contacts.Count(c => !c.IsSilent)} of {evidence.Phone.Contacts.Count} can be called";

    private static int Most(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most > 0
            ? most : int.MaxValue;
}
