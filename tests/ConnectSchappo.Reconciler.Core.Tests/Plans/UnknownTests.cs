using System.Reflection;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>
/// Unknown is never taken for equal: whatever single fact a look could not get, no box that differs looks in sync for it.
/// </summary>
public class UnknownTests
{
    // Nothing is decided by them: they are for people, or explain a drift that is told anyway.
    private static readonly string[] Told =
        [StartedQuestion.Instance.What.English(), ReloadedQuestion.Instance.What.English(),
            TwinsQuestion.Instance.What.English()];

    // These matter only beside something else: a ban, an endpoint that names a transport, a desk phone, a registration, an object of
    // the type.
    private static readonly string[] Beside =
    [
        "Kernel", TransportTableQuestion.Names.What.English(), TransportTableQuestion.Protocols.What.English(),
            RegistrationStatusQuestion.Instance.What.English(),
        .. PjsipObjectsQuestion.All.Where(q => q.Type > PjsipType.Endpoint).Select(q => q.What.English()),
    ];

    // Only some boxes can be asked for it: it is noted, and the challenge has to do.
    private const string Noted = "Client.CanBeCalled";

    private static readonly Lazy<IReadOnlyList<(string Happened, SimulatedBox Box)>> Differing = new(() =>
    [
        ("nothing of ours is there", SimulatedBox.Factory()),
        .. DriftHealingTests.Cases.Select(c => (c.Data, DriftHealingTests.Spoilt(c.Data))).Where(b => !b.Item2.Plan().Report.InSync),
    ]);

    public static TheoryData<string> Facts => [.. AllFacts().Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Facts))]
    public void No_box_that_differs_is_in_sync_for_want_of_a_fact(string name)
    {
        foreach (var (happened, box) in Differing.Value)
        {
            box.Blind = seen => Without(seen, name);

            var plan = box.Plan();
            Assert.False(plan.Report.InSync && (name != Noted || plan.Notes.IsEmpty), $"{happened}, without {name}");
        }
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public void A_converged_box_with_a_blind_spot_is_not_in_sync(string name)
    {
        var box = SimulatedBox.Converged(
            SimulatedBox.SampleState() + "rtp: {rtpstart: 12000, rtpend: 12998}\nlogger: {channels: {messages: [security]}}\n");
        box.Blind = seen => Without(seen, name);

        Assert.Equal(Told.Concat(Beside).Append(Noted).Contains(name), box.Plan().Report.InSync);
        Assert.Equal(name == Noted, !box.Plan().Notes.IsEmpty);
    }

    [Theory]
    [InlineData("Kernel")]
    [InlineData("names of transports in memory")]
    [InlineData("Unreadable")]
    public void What_matters_only_beside_something_else_is_missed_there(string name)
    {
        var box = SimulatedBox.Factory();
        box.Desired = SimulatedBox.Read(SimulatedBox.SampleState()
            .Replace("      rewrite_contact: yes\n", "      rewrite_contact: yes\n      transport: transport-udp\n",
                StringComparison.Ordinal));
        box["pjsip_transport_additional.conf"] = "[transport-udp]\ntype=transport\nprotocol=udp\nbind=0.0.0.0:5066\n";
        box.Apply(box.Plan());
        box.Banned.Add("203.0.113.9");
        Assert.True(box.Plan().Report.InSync);

        box.Blind = seen => Without(seen, name);

        Assert.Single(box.Plan().Report.Unknown);
    }

    [Theory]
    [InlineData("whether PJSIP has a port for desk phones")]
    [InlineData("whether registrations are accepted")]
    public void What_matters_only_to_trunks_is_missed_there(string name)
    {
        var box = SimulatedBox.Converged(SimulatedBox.SampleState().Replace("\n\nsip:", "\n"
            + "  transports: {office: {protocol: udp, bind: \"0.0.0.0:5062\"}}\n"
            + "  registrations: {carrier: {server_uri: \"sip:sip.example.org\", client_uri: \"sip:1@sip.example.org\"}}\n\nsip:",
                StringComparison.Ordinal));
        Assert.True(box.Plan().Report.InSync);

        box.Blind = seen => Without(seen, name);

        Assert.Single(box.Plan().Report.Unknown);
    }

    private static Observation Without(Observation seen, string name) => AllFacts().Single(f => f.Name == name).Blind(seen);

    private static IEnumerable<(string Name, Func<Observation, Observation> Blind)> AllFacts() =>
    [
        .. Of(typeof(Observation)).Select(p => (p.Name, (Func<Observation, Observation>)(o => With(o, p)))),
        .. MemoryQuestions.All.Select(
            q => (q.What.English(), (Func<Observation, Observation>)(o => o with { Memory = Without(o.Memory, q) }))),
        .. Of(typeof(ClientView))
        .Select(p => ($"Client.{p.Name}", (Func<Observation, Observation>)(o => o with { Client = With(o.Client, p) }))),
    ];

    private static IEnumerable<PropertyInfo> Of(Type type) =>
        type.GetProperties().Where(p => p.PropertyType.IsGenericType && p.PropertyType.GetGenericTypeDefinition() == typeof(Fact<>));

    private static T With<T>(T whole, PropertyInfo fact)
        where T : class
    {
        var copy = (T)typeof(T).GetMethod("<Clone>$")!.Invoke(whole, null)!;
        fact.SetValue(copy, Unknown(fact.PropertyType.GetGenericArguments()));
        return copy;
    }

    private static AsteriskMemory Without(AsteriskMemory memory, MemoryQuestion question)
    {
        var type = question.GetType();
        while (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(MemoryQuestion<>))
        {
            type = type.BaseType!;
        }

        var with = typeof(AsteriskMemory).GetMethod(nameof(AsteriskMemory.With))!.MakeGenericMethod(type.GetGenericArguments());
        return (AsteriskMemory)with.Invoke(memory, [question, Unknown(type.GetGenericArguments()), null])!;
    }

    private static object? Unknown(Type[] type) =>
        typeof(Fact).GetMethod(nameof(Fact.Unknown))!.MakeGenericMethod(type).Invoke(null, [Message.Verbatim("not told")]);
}
