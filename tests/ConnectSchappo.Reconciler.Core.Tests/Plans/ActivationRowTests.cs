using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Plans;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Fail2ban;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Services;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>The rows of activations, each in the folder of its subject, taken together.</summary>
public class ActivationRowTests
{
    [Fact]
    public void They_are_carried_out_from_what_nobody_notices_to_what_everybody_does() => Assert.Equal(
        """
        Fail2banReload  fail2ban reload                      Bans          170 s
        Unban           fail2ban unban                       Bans           60 s
        HttpReload      module reload http                   Reload         60 s
        RtpReload       module reload res_rtp_asterisk.so    Reload         60 s
        PjsipReload     module reload res_pjsip.so           Reload         60 s
        SipReload       sip reload                           Reload         60 s
        LoggerReload    logger reload                        Reload         60 s
        StartFail2ban   start of fail2ban                    ServiceStart   60 s
        StartAsterisk   start of Asterisk                    AsteriskStart 180 s
        Restart         restart of Asterisk                  Restart       180 s
        """,
        string.Join('\n', KnownSubjects.Activations.Select(a => $"{a.Name,-15} {a.Words,-36} {a.Rung,-13} {a.Deadline.TotalSeconds,3} s")));

    [Fact]
    public void A_name_is_that_of_one_row_and_comes_back_as_it()
    {
        Assert.Equal(KnownSubjects.Activations.Count, KnownSubjects.Activations.Select(a => a.Name).Distinct(StringComparer.Ordinal)
            .Count());
        Assert.All(KnownSubjects.Activations, a => Assert.Same(a, KnownSubjects.ActivationNamed(a.Name)));
    }

    [Fact]
    public void What_undoes_a_subjects_files_is_a_row_of_its_own_or_a_start_that_reads_them() => Assert.All(
        KnownSubjects.All.Where(s => s.OwnFile is not null),
        s => Assert.True(s.Reload is { } reload ? s.Activations.Contains(reload) && reload.Undo == Undo.Reload : s.NeedsAsterisk, s.Name));

    [Theory]
    [MemberData(nameof(PlanCasesTests.Names), MemberType = typeof(PlanCasesTests))]
    public void A_plan_has_rows_of_the_list_alone_in_its_order(string name)
    {
        var (box, now) = new PlanCase(File.ReadAllText(Path.Combine(PlanCase.Folder, name))).Box();

        var plan = box.Plan(now, "r2");

        var planned = plan.Activations.Select(a => a.Activation).ToList();
        Assert.Equal(KnownSubjects.Activations.Where(planned.Contains), planned);
        Assert.All(plan.Activations.SelectMany(a => a.Covers), c => Assert.Contains(c.Activation, c.Serves[0].Activations));
    }

    [Fact]
    public void The_digest_of_a_plan_is_another_where_an_activation_or_what_it_is_given_is_another()
    {
        var http = HttpActivations.Reload.Step(HttpSubject.Instance, $"http.conf");
        var pjsip = PjsipActivations.Reload.Step(PjsipSubject.Instance, $"pjsip.conf");
        var unban = Fail2banActivations.Unban.Step(Fail2banSubject.Instance, $"protected and banned") with { Arguments = ["192.0.2.7"] };
        PlannedActivation[][] plans =
        [
            [], [http], [pjsip], [http, pjsip], [pjsip with { Arguments = [.. pjsip.Arguments, "res_pjsip_outbound_registration.so"] }],
            [unban], [unban with { Arguments = ["192.0.2.8"] }], [ChanSipActivations.Reload.Step(ChanSipSubject.Instance, $"sip.conf")],
            [AsteriskActivations.Start.Step(AsteriskSubject.Instance, $"stopped")],
                [AsteriskActivations.Restart.Step(PjsipSubject.Instance, $"x")],
        ];

        Assert.Equal(plans.Length, plans.Select(Digest).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Digest([http]), Digest([http with { Reason = $"another", WaitsFor = $"calls to end" }]));
    }

    [Fact]
    public void The_digest_of_a_plan_is_another_where_a_row_has_another_command()
    {
        Assert.NotEqual(Digest([Reload("module reload http")]), Digest([Reload("module reload res_http_websocket.so")]));

        static PlannedActivation Reload(string command) =>
            AsteriskReload.Row("HttpReload", command, Disturbance.Nobody, $"nobody").Step(HttpSubject.Instance, $"http.conf");
    }

    private static string Digest(PlannedActivation[] activations) => PlanDigest.Of(new Plan
    {
        Box = "b", Revision = "r1", Report = new DriftReport([], []), Activations = [.. activations],
    });
}
