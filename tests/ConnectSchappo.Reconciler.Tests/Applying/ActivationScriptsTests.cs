using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Plans;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Applying;

/// <summary>What the commands of activations are held to, whatever they do.</summary>
public class ActivationScriptsTests
{
    public static TheoryData<Activation> Activations => [.. Enum.GetValues<Activation>()];

    /// <summary>A command that hangs would keep the box's lock beyond our own deadline, and even the undoing would have to wait for it.</summary>
    [Theory]
    [MemberData(nameof(Activations))]
    public void A_program_that_may_hang_has_its_time(Activation activation)
    {
        var script = ActivationScripts.Text(new PlannedActivation(activation, "", "", ["a1"], null), Policy.Default);

        Assert.Empty(Regex.Matches(script, @"(?<!command -v )(?<!timeout (-k \d+ )?\d+ )(?<![\w/.-])(fail2ban-client|asterisk -rx|systemctl|service) [^>|;&]*").Select(m => m.Value));
    }
}
