using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Applying;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Shell;
using ConnectSchappo.Reconciler.Tests.Shell;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Applying;

/// <summary>What the commands of activations are held to, whatever they do.</summary>
public class ActivationScriptsTests
{
    public static TheoryData<string> Activations => [.. KnownSubjects.Activations.Select(a => a.Name)];

    public static TheoryData<string> Subjects => [.. KnownSubjects.All.Where(s => s.OwnFile is not null).Select(s => s.Name)];

    public static TheoryData<string> Files => [.. EveryScript.Files.Keys];

    /// <summary>
    /// A command that hangs would keep the box's lock beyond our own deadline, and even the undoing would have to wait for it.
    /// </summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void A_program_that_may_hang_has_its_time(string file)
    {
        const string unless = @"(?<!command -v |test it with: )(?<!timeout (-k \d+ )?\d+ )(?<![\w/.-])";
        const string program = "(fail2ban-client|asterisk -rx|systemctl|service) [^>|;&]*";

        Assert.Empty(Regex.Matches(EveryScript.Embedded(file).Text, unless + program).Select(m => m.Value));
    }

    /// <summary>However a policy lets a restart be made.</summary>
    [Theory]
    [MemberData(nameof(Activations))]
    public void An_activation_is_carried_out_by_a_function_that_its_script_has(string name)
    {
        var activation = KnownSubjects.ActivationNamed(name)!;
        foreach (var when in Enum.GetValues<RestartWhen>())
        {
            var step = activation.Step(PjsipSubject.Instance, $"a test") with { Arguments = ["a1"] };

            var script = ActivationScripts.Fenced(new TransactionHead("t1"), step, Policy.Default with { RestartWhen = when });

            var function = Regex.Match(script, "(?m)^activate '(.+?)'").Groups[1].Value;
            Assert.Contains($"\n{function}() {{", script, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void A_part_is_undone_by_the_reload_of_its_subject_and_by_no_other(string name)
    {
        var subject = KnownSubjects.Named(name)!;
        var part = new PlanPart(subject, [], [], []) { Changed = new Lazy<IReadOnlySet<ResourceId>>(() => new HashSet<ResourceId>()) };

        var program = UndoProgram.Text("t1", part, Policy.Default);

        var words = subject.Reload?.Command(subject.Reload.Arguments, Policy.Default) ?? [];
        var command = words.IsEmpty ? "" : $"{ShellScript.Command(words[0], words.Skip(1))}\n";
        Assert.Contains($"reload_memory() {{\n{command}:\n}}\n", program, StringComparison.Ordinal);
        Assert.All(words.Take(1), function => Assert.Contains($"\n{function}() {{", program, StringComparison.Ordinal));
    }
}
