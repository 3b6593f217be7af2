using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Tests.Shell;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Applying;

/// <summary>What the commands of activations are held to, whatever they do.</summary>
public class ActivationScriptsTests
{
    public static TheoryData<Activation> Activations => [.. Enum.GetValues<Activation>()];

    public static TheoryData<string> Files => [.. EveryScript.Files.Keys];

    /// <summary>A command that hangs would keep the box's lock beyond our own deadline, and even the undoing would have to wait for it.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void A_program_that_may_hang_has_its_time(string file)
    {
        const string unless = @"(?<!command -v |look with )(?<!timeout (-k \d+ )?\d+ )(?<![\w/.-])";
        const string program = "(fail2ban-client|asterisk -rx|systemctl|service) [^>|;&]*";

        Assert.Empty(Regex.Matches(EveryScript.Embedded(file).Text, unless + program).Select(m => m.Value));
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void An_activation_is_carried_out_by_a_function_that_its_script_has(Activation activation)
    {
        var step = new PlannedActivation(activation, "", "", ["a1"], null) { Serves = [PjsipSubject.Instance] };

        var script = ActivationScripts.Fenced(new TransactionHead("t1"), step, Policy.Default);

        var function = Regex.Match(script, "(?m)^activate '(.+?)'").Groups[1].Value;
        Assert.True(function == ":" || script.Contains($"\n{function}() {{", StringComparison.Ordinal), function);
    }
}
