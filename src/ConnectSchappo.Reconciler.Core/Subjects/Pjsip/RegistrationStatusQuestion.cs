using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>
/// What Asterisk says of each outbound registration, by name: Registered, Unregistered, Rejected, Stopped. Asked where the desired state
/// has some; where it has none there are none that matter.
/// </summary>
public sealed class RegistrationStatusQuestion : MemoryQuestion<ImmutableDictionary<string, string>>
{
    private RegistrationStatusQuestion()
    {
    }

    public static RegistrationStatusQuestion Instance { get; } = new();

    public override Message What { get; } = $"whether registrations are accepted";

    internal override bool IsNeeded(DesiredBox box) => box.Pjsip.Any(o => o.Type == PjsipType.Registration);

    internal override IEnumerable<AmiAction> Actions(DesiredBox box) => IsNeeded(box) ? [PjsipLists.Registrations] : [];

    internal override Fact<ImmutableDictionary<string, string>> Read(DesiredBox box, AmiAnswers answers)
    {
        if (!IsNeeded(box))
        {
            return Fact.Known(ImmutableDictionary<string, string>.Empty);
        }

        var list = PjsipLists.Registrations;
        var listed = answers.To(list).Listed(list.Name, events => events.Where(PjsipLists.IsRegistration).ToEquatableArray());
        return listed.TryGet(out var entries) && entries.Any(e => e["ObjectName"] is null || e["Status"] is not { Length: > 0 })
            ? Fact.Unknown<ImmutableDictionary<string, string>>($"{list.Name}: an entry of its list has no name or no status")
            : listed.Select(known => known.DistinctBy(e => e["ObjectName"], StringComparer.Ordinal)
                .ToImmutableDictionary(e => e["ObjectName"]!, e => e["Status"]!, StringComparer.Ordinal));
    }
}
