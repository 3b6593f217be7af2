using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Reporting;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Reporting;

/// <summary>A box that runs as written, and serves nobody, is not healthy.</summary>
public class FaultConditionTests
{
    [Theory]
    [InlineData("carrier", RegistrationDrifts.Field, Remediation.Manual, (int)ConditionStatus.False)]
    [InlineData(null, "", Remediation.Manual, (int)ConditionStatus.False)]
    [InlineData("carrier", "expiration", Remediation.Automatic, (int)ConditionStatus.True)]
    public void A_carrier_that_refuses_us_or_no_port_for_phones_is_no_health(
        string? registration, string field, Remediation cure, int healthy)
    {
        var drift = Outcomes.Context with
        {
            Kind = DriftKind.Pjsip,
            Resource = registration is null ? new PjsipPortId() : new PjsipId(PjsipType.Registration, registration),
            Field = field,
            Remediation = cure,
            Consequence = $"x",
        };
        var outcome = Outcomes.InSync() with { Plan = Outcomes.Plan("r1", drift) };

        var conditions = Condition.Of(outcome).ToDictionary(c => c.Type);

        Assert.Equal((ConditionStatus)healthy, conditions[ConditionType.Healthy].Status);
        Assert.Equal(ConditionStatus.False, conditions[ConditionType.Ready].Status);
    }
}
