using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>The endpoints of the desired state, asked for one by one: only that shows an endpoint's options.</summary>
internal sealed class EndpointsQuestion() : PjsipObjectsQuestion(PjsipType.Endpoint)
{
    internal override bool IsNeeded(DesiredBox box) => !box.Pjsip.IsEmpty;

    internal override IEnumerable<AmiAction> Actions(DesiredBox box) => Names(box).Select(Action);

    internal override Fact<ImmutableDictionary<string, SorceryObject>> Read(DesiredBox box, AmiAnswers answers)
    {
        var objects = ImmutableDictionary.CreateBuilder<string, SorceryObject>(StringComparer.Ordinal);
        foreach (var name in Names(box))
        {
            var action = Action(name);
            var reply = answers.To(action);
            if (reply.Events.FirstOrDefault(e => e.Event == "EndpointDetail" && e["ObjectName"] == name) is { } detail)
            {
                objects[name] = detail.Remembered(box.Catalogue);
            }
            else if (!IsMissing(reply))
            {
                return Fact.Unknown<ImmutableDictionary<string, SorceryObject>>($"{action.Name} {name}: {reply.Why()}");
            }
        }

        return Fact.Known(objects.ToImmutable());
    }

    /// <summary>Whether it says that there is no such endpoint, and not that it does not say.</summary>
    internal static bool IsMissing(AmiReply reply) =>
        !reply.Succeeded && reply.Message.Contains("Unable to retrieve endpoint", StringComparison.Ordinal);

    /// <summary>Asks for an endpoint.</summary>
    internal static AmiAction Action(string name) => new("PJSIPShowEndpoint", new AmiField("Endpoint", name));
}
