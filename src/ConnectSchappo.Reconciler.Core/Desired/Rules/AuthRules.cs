namespace ConnectSchappo.Reconciler.Core.Desired.Rules;

/// <summary>An auth needs what its auth_type works with.</summary>
internal static class AuthRules
{
    public static void Check(DesiredBox box, ProblemList problems)
    {
        foreach (var auth in box.Pjsip.Where(o => o.Type is PjsipType.Auth))
        {
            var type = Options.Text(auth.Options, "auth_type") ?? "userpass";
            string[] needs = type switch
            {
                "userpass" => ["username", "password"],
                "md5" => ["username", "md5_cred"],
                _ => [],
            };
            foreach (var need in needs.Where(n => Options.Find(auth.Options, n) is null))
            {
                problems.Add(ProblemKinds.AuthIncomplete, auth.Place, $"The auth `{auth.Name}` has no `{need}`, which `auth_type: {type}` needs.");
            }
        }
    }
}
