using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using CsCheck;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>What a policy ignores is never drift, never an edit and never undone, whatever else happens to the box.</summary>
public class IgnoredFieldTests
{
    private const string Own = "reconciler_pjsip.conf";

    // The rule, and what somebody does to the field in our own file.
    private static readonly (string Resource, string Field, string Before, string After)[] Ignored =
    [
        ("endpoint/2*", "direct_media", "direct_media=no", "direct_media=yes"),
        ("endpoint/*", "direct_*", "direct_media=no\n", ""),
        ("endpoint/*", "allow", "allow=ulaw,alaw", "allow=alaw"),
        ("*/25*", "max_contacts", "max_contacts=5", "max_contacts=9"),
        ("endpoint/*", "language", "context=from-internal", "language=pt_BR\ncontext=from-internal"),
        ("endpoint/*", "set_var", "context=from-internal", "context=from-internal\nset_var=A=1\nset_var=B=2"),
    ];

    private static readonly (string Before, string After)[] Wanted =
    [
        ("dtmf_mode: rfc4733", "dtmf_mode: info"), ("remove_existing: yes", "remove_existing: no"), ("bindport: 8088", "bindport: 8087"),
            ("name: Recepcao", "name: Portaria"),
    ];

    private static Gen<int[]> Some(int of) =>
        Gen.Shuffle(Enumerable.Range(0, of).ToArray()).SelectMany(all => Gen.Int[0, of].Select(n => all[..n]));

    [Fact]
    public void With_any_rules_nothing_is_left_of_a_plan_and_nobodys_value_is_undone() =>
        Gen.Select(Some(Ignored.Length), Some(Wanted.Length)).Sample(
        (rules, changes) =>
        {
            var state = WithRules(SimulatedBox.SampleState(), rules);
            var box = SimulatedBox.Converged(state);
            foreach (var rule in rules)
            {
                box[Own] = box[Own].Replace(Ignored[rule].Before, Ignored[rule].After, StringComparison.Ordinal);
            }

            box.Reload(PjsipSubject.Config);
            Assert.False(box.Plan().HasWork);
            Assert.True(box.Plan().Report.InSync);

            box.Desired = SimulatedBox.Read(
                changes.Aggregate(state, (s, i) => s.Replace(Wanted[i].Before, Wanted[i].After, StringComparison.Ordinal)));
            var before = box[Own];
            var plan = box.Plan("r2");
            Assert.Equal(changes.Length > 0, plan.HasWork);
            box.Apply(plan);

            Assert.Equal([], box.Plan("r2").Report.Drifts.Select(d => $"{d.Name} {d.Desired} {d.File} {d.Memory} {d.Place}"));
            Assert.False(box.Plan("r2").HasWork);
            foreach (var line in rules.SelectMany(r => Ignored[r].After.Split('\n')).Where(l => l.Length > 0))
            {
                Assert.Equal(before.Split('\n').Count(l => l == line), box[Own].Split('\n').Count(l => l == line));
            }
        },
        iter: 60);

    [Fact]
    public void What_the_box_has_not_yet_gets_what_is_wanted()
    {
        var box = SimulatedBox.Converged(WithRules(SimulatedBox.SampleState(), [0, 1, 2, 3, 4, 5]));

        Assert.Contains("direct_media=no", box[Own], StringComparison.Ordinal);
        Assert.Empty(box.Plan().Report.Ignored);
    }

    [Fact]
    public void The_web_server_keeps_an_ignored_port_and_its_listener()
    {
        var state = SimulatedBox.SampleState()
            .Replace("  adopt: no", "  ignore: [{resource: http, field: bindport, reason: a proxy}]\n  adopt: no",
                StringComparison.Ordinal);
        var box = SimulatedBox.Converged(state);

        box["reconciler_http.conf"] = box["reconciler_http.conf"].Replace("bindport=8088", "bindport=8087", StringComparison.Ordinal);

        var plan = box.Plan();
        Assert.False(plan.HasWork);
        Assert.Equal(["http bindport: a proxy", "http plain listener: a proxy"],
            plan.Report.Ignored.Select(i => $"{i.Drift.Name}: {i.Reason}"));
    }

    [Fact]
    public void A_password_is_put_back_whatever_a_pattern_might_take_in()
    {
        var box = SimulatedBox.Converged();
        box.Desired = box.Desired with { Policy = box.Desired.Policy with { Ignore = [new IgnoredField(
            "*", "*", "everything", default)] } };

        box[Own] = box[Own].Replace("hush-250-hush", "guessed", StringComparison.Ordinal);

        Assert.Contains(box.Plan().Report.Drifts, d => d.Field == "password");
    }

    private static string Rule(int rule) =>
        $"{{resource: \"{Ignored[rule].Resource}\", field: {Ignored[rule].Field}, reason: somebody}}";

    private static string WithRules(string state, int[] rules) => state.Replace(
        "  adopt: no",
        $"  ignore: [{string.Join(", ", rules.Select(Rule))}]\n  adopt: no",
        StringComparison.Ordinal);
}
