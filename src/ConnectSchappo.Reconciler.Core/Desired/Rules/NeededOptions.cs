using ConnectSchappo.Reconciler.Core.Catalogue;

namespace ConnectSchappo.Reconciler.Core.Desired.Rules;

/// <summary>Options without which an object of a type does nothing: Asterisk refuses it, or takes it and never uses it.</summary>
internal static class NeededOptions
{
    public static void Check(DesiredBox box, ProblemList problems)
    {
        foreach (var item in box.Pjsip)
        {
            foreach (var (option, reason) in Needs(item).Where(n => n.Option.Split('|').All(o => Options.Find(item.Options, o) is null)))
            {
                problems.Add(
                    ProblemKinds.OptionMissing,
                    item.Place,
                    $"The {item.Type.Word()} `{item.Name}` has no {string.Join(" and no ", option.Split('|').Select(o => $"`{o}`"))}, {reason}.");
            }
        }
    }

    /// <summary>What an object needs, alternatives parted by a bar, and why.</summary>
    private static (string Option, string Reason)[] Needs(PjsipObject item) => item.Type switch
    {
        PjsipType.Auth => (Options.Text(item.Options, "auth_type") ?? "userpass") switch
        {
            "userpass" => [("username", "which `auth_type: userpass` needs"), ("password", "which `auth_type: userpass` needs")],
            "md5" => [("username", "which `auth_type: md5` needs"), ("md5_cred", "which `auth_type: md5` needs")],
            _ => [],
        },
        PjsipType.Identify => [("endpoint", "so it identifies nobody"), ("match|match_header", "so it never matches")],
        PjsipType.Registration => [("server_uri", "so there is nowhere to register"), ("client_uri", "so there is nobody to register")],
        PjsipType.Transport => [("bind", "and without an address a transport does not open")],
        _ => [],
    };
}
