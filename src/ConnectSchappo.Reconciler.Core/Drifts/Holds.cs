using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>Which objects of a box are held, and why.</summary>
internal static class Holds
{
    public static EquatableArray<Hold> Find(DesiredBox asked, ResolvedSecrets secrets, Past past, Func<Subject, string> inputs) =>
        OfSecrets(asked, secrets).Concat(Contested(asked, past)).Concat(Quarantined(asked, secrets, past, inputs)).ToEquatableArray();

    private static IEnumerable<Hold> OfSecrets(DesiredBox asked, ResolvedSecrets secrets)
    {
        if (secrets.Missing.Count == 0 && secrets.Values.Count == 0)
        {
            yield break;
        }

        var wrong = SecretChecks.Check(asked, name => secrets.Values.GetValueOrDefault(name)).Where(p => p.Severity == Severity.Error && p.Code != ProblemKinds.SecretMissing.Code)
            .ToLookup(p => p.Place, p => $"{p.Place}: {p.Code}: {p.Message} {p.WayOut}");
        string? Reason(DesiredOption option) => option.Value is not DesiredValue.SecretReference secret ? null
            : secrets.Missing.GetValueOrDefault(secret.Name) ?? wrong[option.Place].FirstOrDefault();

        (Subject Subject, EquatableArray<DesiredOption> Options)[] whole = [(Subject.Http, asked.Http), (Subject.Rtp, asked.Rtp), (Subject.Sip, asked.SipGeneral)];
        var objects = whole.Select(w => (w.Subject, w.Subject.Name, w.Options))
            .Concat(asked.Pjsip.Select(o => (Subject.Pjsip, OwnObjects.Of(o.Type, o.Name), o.Options)));
        foreach (var (subject, name, options) in objects)
        {
            if (options.Select(Reason).FirstOrDefault(r => r is not null) is { } reason)
            {
                yield return new Hold(subject, name, HoldKind.Secret, reason);
            }
        }
    }

    private static IEnumerable<Hold> Contested(DesiredBox asked, Past past)
    {
        const string reason = "somebody puts it back again and again, so it is left alone for an hour: find who writes it (the web interface, another tool, a person), and settle it there or in the desired state";
        foreach (var name in past.Contested.Where(n => Subject.All.All(s => Subject.ServiceOf(s.Name) != n)).Order(StringComparer.Ordinal))
        {
            var subject = Subject.Named(name)
                ?? (asked.SipAbsent.Any(p => SipDrifts.Resource(p) == name) ? Subject.Sip : Subject.Pjsip);
            yield return new Hold(subject, name, HoldKind.Contested, reason);
        }
    }

    private static IEnumerable<Hold> Quarantined(DesiredBox asked, ResolvedSecrets secrets, Past past, Func<Subject, string> inputs) =>
        from entry in past.OverridesQuarantine ? [] : past.Quarantine
        where !entry.IsActivation && ObjectDigest.Of(asked, secrets.Values, entry.Subject, entry.What) == entry.Wanted && entry.IsInForce(inputs(entry.Subject), past.Now)
        select new Hold(entry.Subject, entry.What, HoldKind.Quarantined, entry.Reason);
}
