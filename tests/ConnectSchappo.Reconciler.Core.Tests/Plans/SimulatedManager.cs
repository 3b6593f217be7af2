using System.Globalization;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;
using ConnectSchappo.Reconciler.Core.Subjects;
using ConnectSchappo.Reconciler.Core.Subjects.ChanSip;
using ConnectSchappo.Reconciler.Core.Subjects.Http;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip;
using ConnectSchappo.Reconciler.Core.Subjects.Rtp;

namespace ConnectSchappo.Reconciler.Core.Tests.Plans;

/// <summary>
/// The manager interface of a simulated box: what it answers to the questions of a look, frame by frame, as Asterisk 16.28 does. The
/// frames of different answers may come mixed, events of a list in any order, and fields in any order but the lines of a command.
/// </summary>
internal sealed class SimulatedManager(DesiredBox box, AsteriskMemory memory)
{
    /// <summary>Memory as it is read from the answers, which come in the order that the numbers give.</summary>
    public AsteriskMemory Told(Random order)
    {
        var questions = MemoryQuestions.Actions(box);
        var ids = questions.Select((_, i) => i.ToString(CultureInfo.InvariantCulture)).ToList();
        var answers = questions.Select((q, i) => new Queue<AmiFrame>(Answer(q, ids[i], order))).ToList();
        var replies = new AmiReplies(ids);
        while (answers.Where(a => a.Count > 0).ToList() is { Count: > 0 } open)
        {
            replies.Add(open[order.Next(open.Count)].Dequeue());
        }

        return MemoryQuestions.Read(box, new AmiAnswers(questions, replies.Take()));
    }

    private static T Known<T>(Fact<T> fact) =>
        fact.TryGet(out var value) ? value : throw new InvalidOperationException(fact.Missing?.ToString());

    private IEnumerable<AmiFrame> Answer(AmiAction question, string id, Random order) => question.Name switch
    {
        "CoreStatus" => One(id, order, ("CoreStartupDate", "2026-11-23"), ("CoreStartupTime", "03:00:00"),
            ("CoreReloadDate", $"{Known(memory.Reloaded):yyyy-MM-dd}"), ("CoreReloadTime", $"{Known(memory.Reloaded):HH:mm:ss}")),
        "CoreSettings" => One(id, order, ("AsteriskVersion", "16.28.0"), ("AMIversion", "5.0.4")),
        "Command" => Printed(id, question.Fields[0].Value),
        "CoreShowChannels" =>
            List(id, order, "CoreShowChannel", Enumerable.Range(0, Known(memory.Channels)).Select(n => Named($"SIP/{n}"))),
        "PJSIPShowAuths" => List(id, order, "AuthList", Known(memory.Auths).Values.Select(o => Options(PjsipType.Auth, o))),
        "PJSIPShowAors" => List(id, order, "AorList", Known(memory.Aors).Values.Select(o => Options(PjsipType.Aor, o))),
        "PJSIPShowEndpoints" => List(id, order, "EndpointList", Known(memory.EndpointNames).Select(Named)),
        "SIPpeers" => List(id, order, "PeerEntry", Known(memory.SipPeers).Select(Named)),
        "PJSIPShowEndpoint" when Known(memory.Endpoints).TryGetValue(question.Fields[0].Value, out var found) =>
            List(id, order, "EndpointDetail", [Options(PjsipType.Endpoint, found)]),
        "PJSIPShowEndpoint" =>
            [Frame(order, ("Response", "Error"), ("ActionID", id), ("Message", $"Unable to retrieve endpoint {question.Fields[0].Value}"))],
        _ => throw new InvalidOperationException($"not simulated: {question.Name}"),
    };

    private IEnumerable<AmiFrame> Printed(string id, string command) => [new AmiFrame(
    [
        new("Response", "Success"), new("ActionID", id), .. (command switch
        {
            "http show status" =>
                (string[])["HTTP Server Status:", $"Server Enabled and Bound to {Known(memory.Http).Plain}",
                    $"HTTPS Server Enabled and Bound to {Known(memory.Http).Tls}"],
            "rtp show settings" =>
                ["General Settings:", $"  Port start:      {Known(memory.Rtp)["rtpstart"]}",
                    $"  Port end:        {Known(memory.Rtp)["rtpend"]}"],
            "core show settings" => ["  Configuration directory:     /etc/asterisk"],
            "pjsip show transports" => ["No objects found."],
            _ => ["res_pjsip_transport_websocket.so PJSIP WebSocket Transport Support        0          Running              core",
                "1 modules loaded"],
        }).Select(l => new AmiField("Output", l)),
    ])];

    private static IEnumerable<(string, string)> Named(string name) => [("ObjectName", name)];

    private IEnumerable<(string, string)> Options(PjsipType type, SorceryObject found) =>
        box.Catalogue[type].Options.Keys.Where(o => found[o] is not null).Select(o => (o, found[o]!)).Prepend(("ObjectName", found.Name));

    private static IEnumerable<AmiFrame> One(string id, Random order, params IEnumerable<(string, string)> fields) =>
        [Frame(order, [("Response", "Success"), ("ActionID", id), .. fields])];

    private static IEnumerable<AmiFrame> List(string id, Random order, string name, IEnumerable<IEnumerable<(string, string)>> events)
    {
        var frames = events.Select(e => Frame(order, [("Event", name), ("ActionID", id), .. e])).ToArray();
        order.Shuffle(frames);
        return
        [
            Frame(order, ("Response", "Success"), ("ActionID", id), ("EventList", "start")),
            .. frames,
            Frame(order, ("Event", $"{name}Complete"), ("ActionID", id), ("EventList", "Complete")),
        ];
    }

    private static AmiFrame Frame(Random order, params IEnumerable<(string Name, string Value)> fields)
    {
        var shuffled = fields.Select(f => new AmiField(f.Name, f.Value)).ToArray();
        order.Shuffle(shuffled);
        return new AmiFrame(shuffled.ToEquatableArray());
    }
}
