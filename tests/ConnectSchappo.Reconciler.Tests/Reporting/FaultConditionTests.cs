using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Reporting;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Reporting;

/// <summary>A box that runs as written, and serves nobody, is not healthy.</summary>
public class FaultConditionTests
{
    [Theory]
    [InlineData("registration carrier", RegistrationDrifts.Field, Cure.Person, (int)ConditionStatus.False)]
    [InlineData(TransportDrifts.Resource, "", Cure.Person, (int)ConditionStatus.False)]
    [InlineData("registration carrier", "expiration", Cure.Ours, (int)ConditionStatus.True)]
    public void A_carrier_that_refuses_us_or_no_port_for_phones_is_no_health(string resource, string field, Cure cure, int healthy)
    {
        var outcome = Outcomes.InSync() with { Plan = Outcomes.Plan("r1", Outcomes.Context with { Kind = DriftKind.Pjsip, Resource = resource, Field = field, Cure = cure, Consequence = "x" }) };

        var conditions = Condition.Of(outcome).ToDictionary(c => c.Type);

        Assert.Equal((ConditionStatus)healthy, conditions[ConditionType.Healthy].Status);
        Assert.Equal(ConditionStatus.False, conditions[ConditionType.Ready].Status);
    }
}
