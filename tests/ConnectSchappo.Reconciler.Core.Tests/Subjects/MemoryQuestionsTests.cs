using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Questions;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Tests.Plans;
using Xunit;

namespace ConnectSchappo.Reconciler.Core.Tests.Subjects;

/// <summary>What a look asks of Asterisk's memory follows from the subjects, and each thing is asked once.</summary>
public class MemoryQuestionsTests
{
    private const string Silent = "apiVersion: reconciler/v1\nboxes:\n  b: {address: 192.0.2.1, user: root}\n";

    private const string Speaking = """
        apiVersion: reconciler/v1
        boxes:
          b: {address: 192.0.2.1, user: root}
        rtp: {rtpstart: 12000, rtpend: 12998}
        pjsip:
          global: {user_agent: x}
          transports: {t: {protocol: udp, bind: "0.0.0.0:5062"}}
          acls: {a: {deny: 192.0.2.0/24}}
          auths: {u: {auth_type: userpass, username: u, password: {secret: u}}}
          aors: {o: {max_contacts: 1}}
          endpoints: {e: {aors: o, transport: t}}
          identifies: {i: {endpoint: e, match: 192.0.2.7}}
          registrations: {r: {server_uri: "sip:sip.example.org", client_uri: "sip:1@sip.example.org"}}
        sip: {absent: [e]}

        """;

    [Fact]
    public void Every_question_is_a_subjects() => Assert.Equal(
        typeof(MemoryQuestion).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(MemoryQuestion)) && !t.IsAbstract)
            .Select(t => t.Name).Order(StringComparer.Ordinal),
        MemoryQuestions.All.Select(q => q.GetType().Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_question_has_words_of_its_own() =>
        Assert.Equal(MemoryQuestions.All.Count, MemoryQuestions.All.DistinctBy(q => q.What).Count());

    [Theory]
    [InlineData(Silent, """
        CoreStatus
        CoreShowChannels
        Command core show settings
        Command http show status
        Command rtp show settings
        Command module show like res_pjsip_transport_websocket
        PJSIPShowAuths
        PJSIPShowAors
        PJSIPShowEndpoints
        Command pjsip show transports
        SIPpeers
        Command module show like chan_sip
        """)]
    [InlineData(Speaking, """
        CoreStatus
        CoreShowChannels
        Command core show settings
        Command http show status
        Command rtp show settings
        Command module show like res_pjsip_transport_websocket
        PJSIPShowAuths
        PJSIPShowAors
        PJSIPShowEndpoint e
        Command pjsip show identify i
        PJSIPShowRegistrationsOutbound
        Command pjsip show transport t
        Command pjsip show settings
        PJSIPShowEndpoints
        Command pjsip show transports
        SIPpeers
        Command module show like chan_sip
        """)]
    public void Of_the_manager_interface(string state, string actions) =>
        Assert.Equal(actions.Split('\n'), MemoryQuestions.Actions(SimulatedBox.Read(state)).Select(Text));

    [Theory]
    [InlineData(Silent, """
        core show settings
        core show channels count
        http show status
        module show like res_pjsip_transport_websocket
        pjsip show endpoints
        pjsip show transports
        """)]
    [InlineData(Speaking, """
        core show settings
        core show channels count
        http show status
        rtp show settings
        module show like res_pjsip_transport_websocket
        pjsip show auth u
        pjsip show aor o
        pjsip show endpoint e
        pjsip show identify i
        pjsip show registration r
        pjsip show transport t
        pjsip show settings
        pjsip show endpoints
        pjsip show transports
        module show like chan_sip
        sip show peer e
        """)]
    public void Of_the_command_line(string state, string commands) =>
        Assert.Equal(commands.Split('\n'), MemoryQuestions.Commands(SimulatedBox.Read(state)));

    private static string Text(AmiAction action) => string.Join(' ', action.Fields.Select(f => f.Value).Prepend(action.Name));
}
