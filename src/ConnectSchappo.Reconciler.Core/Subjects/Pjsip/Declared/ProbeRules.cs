using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Rules;
using ConnectSchappo.Reconciler.Core.Subjects.Http;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

/// <summary>The identity that proves a change by registering: a softphone's endpoint whose password we have.</summary>
internal static class ProbeRules
{
    public static void Check(DesiredBox box, ProblemList problems)
    {
        if (box.Policy.ProbeAs is not { } name || box.Policy.ProbePlace.All is not [var place, ..])
        {
            return;
        }

        var endpoint = box.Pjsip.FirstOrDefault(o => o.Type is PjsipType.Endpoint && o.Name == name);
        if (endpoint is null)
        {
            problems.Add(
                ProblemKinds.Dangling, place,
                $"`register` names the endpoint `{Shown.Text(name)}`, which does not exist on box `{box.Name}`.",
                Spelling.Hint(name, box.Pjsip.Where(o => o.Type is PjsipType.Endpoint).Select(o => o.Name)));
        }
        else if (Options.IsYes(endpoint.Options, "webrtc") is not true || Options.IsYes(box.Http, "tlsenable") is not true)
        {
            problems.Add(
                ProblemKinds.NoProbe, place, $"`{name}` on box `{box.Name}` is not a softphone that connects over the WebSocket with TLS.");
        }
        else if (box.Password(name) is null)
        {
            problems.Add(
                ProblemKinds.NoProbe, place,
                $"`{name}` on box `{box.Name}` has no auth with `username: {name}` and a `password`. An `md5_cred` is not enough.");
        }
    }
}
