using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>
/// Registrations of ours that the other side does not take. Unregistered is none of them: Asterisk says so while it asks, for half a minute
/// at most, and Rejected from then on where nobody answers. Source: Asterisk 16.28, tried.
/// </summary>
public static class RegistrationDrifts
{
    /// <summary>The field of a registration that is there and not taken.</summary>
    public const string Field = "status";

    // Stopping is one that is taken away at this moment. Source: Asterisk 16.28, res_pjsip_outbound_registration.c.
    private static readonly string[] Words = ["Registered", "Unregistered", "Rejected", "Stopping", "Stopped"];

    internal static IEnumerable<Drift> Find(BoxView box)
    {
        if (!box.Seen.Memory.Registrations.TryGet(out var statuses))
        {
            yield break;
        }

        foreach (var wanted in box.Desired.Pjsip.Where(o => o.Type == PjsipType.Registration))
        {
            if (statuses.TryGetValue(wanted.Name, out var status) && status is "Rejected" or "Stopped")
            {
                yield return new Drift
                {
                    Kind = DriftKind.Pjsip,
                    Resource = PjsipId.Of(wanted),
                    Field = Field,
                    Desired = Message.Verbatim("Registered"),
                    Memory = Message.Verbatim(status),
                    Remediation = Remediation.Manual,
                    Consequence = $"the carrier's server does not know this box, and sends it no calls: "
                        + $"{Uri(wanted, "server_uri")} rejects {Uri(wanted, "client_uri")}, or does not answer. "
                        + $"Compare user name, password and addresses with the carrier's; "
                        + $"`asterisk -rx 'pjsip set logger on'` shows the messages",
                };
            }
        }
    }

    private static string Uri(PjsipObject registration, string option) =>
        UriPassword.Mask($"{registration[option]}", Secret.Mask);

    /// <summary>Registrations that run, and of which Asterisk says nothing, or what nobody knows.</summary>
    internal static IEnumerable<(Message What, Message? Why, bool Needed)> Unknown(BoxView box)
    {
        if (!box.Seen.Memory.Registrations.TryGet(out var statuses) || !box.Seen.Memory.Of(PjsipType.Registration).TryGet(out var running))
        {
            yield break;
        }

        foreach (var wanted in box.Desired.Pjsip.Where(o => o.Type == PjsipType.Registration && running.ContainsKey(o.Name)))
        {
            var status = statuses.GetValueOrDefault(wanted.Name);
            yield return (
                $"whether registration {wanted.Name} is accepted",
                status is null ? $"Asterisk's list lacks it" : (Message)$"Asterisk says {status}", !Words.Contains(status));
        }
    }
}
