namespace ConnectSchappo.Reconciler.Core.Desired.Rules;

/// <summary>Endpoints whose options defeat one another.</summary>
internal static class EndpointRules
{
    public static void Check(DesiredBox box, ProblemList problems)
    {
        foreach (var endpoint in box.Pjsip.Where(o => o.Type is PjsipType.Endpoint))
        {
            CodecOrder(endpoint, problems);
            if (Options.Find(endpoint.Options, "auth") is null)
            {
                problems.Add(ProblemKinds.EndpointWithoutAuth, endpoint.Place, $"Nobody needs a password to make calls as `{endpoint.Name}`: it has no `auth`.");
            }
        }
    }

    /// <summary>allow and disallow work one after the other (experiment, 16.28).</summary>
    private static void CodecOrder(PjsipObject endpoint, ProblemList problems)
    {
        var options = endpoint.Options.ToList();
        var allow = options.FindLastIndex(o => o.Name.Equals("allow", StringComparison.OrdinalIgnoreCase));
        var disallow = options.FindLastIndex(o => o.Name.Equals("disallow", StringComparison.OrdinalIgnoreCase));
        if (allow >= 0 && disallow > allow && options[disallow].Value is DesiredValue.Text { Value: "all" })
        {
            problems.Add(ProblemKinds.DisallowAfterAllow, options[disallow].Place, $"`disallow: all` of `{endpoint.Name}` takes away what `allow` in line {options[allow].Place.Line} gave: no codec is left.");
        }
    }
}
