using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>
/// What others wrote and nobody has loaded is said beside what makes it effective; what a reload in the same second may have read is not.
/// </summary>
public class UnloadedEditsTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(60, true)]
    public void A_file_of_others_that_is_younger_than_the_last_reload_is_told(int seconds, bool told)
    {
        var box = SimulatedBox.Converged();
        box.Reload(PjsipSubject.Config);
        box.Clock = box.Clock.AddSeconds(seconds - 1);
        box["pjsip_transport_additional.conf"] += "; by hand\n";
        box.Remember(PjsipType.Aor, "250", "max_contacts", "9");

        Assert.Equal(told, box.Plan().Notes.Any(
            n => n.English().Contains(
                "module reload res_pjsip.so also loads what others wrote since the last reload: "
                    + "/etc/asterisk/pjsip_transport_additional.conf",
                    StringComparison.Ordinal)));
    }
}
