using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Rules;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Subjects;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>Which objects of a box are held, and why.</summary>
internal static class Holds
{
    public static EquatableArray<Hold> Find(
        DesiredBox asked, Observation seen, ResolvedSecrets secrets, Past past, Func<Subject, string> inputs) =>
        OfSecrets(asked, secrets).Concat(OfVersion(asked, seen)).Concat(Contested(asked, past))
            .Concat(Quarantined(asked, secrets, past, inputs))
            .Concat(KnownSubjects.All.SelectMany(s => s.Unready(asked, seen))).ToEquatableArray();

    private static IEnumerable<Hold> OfSecrets(DesiredBox asked, ResolvedSecrets secrets)
    {
        if (secrets.Missing.Count == 0 && secrets.Values.Count == 0)
        {
            yield break;
        }

        Func<string, Secret?> find = name => secrets.Values.GetValueOrDefault(name);
        foreach (var item in KnownSubjects.All.SelectMany(s => s.Objects(asked)))
        {
            foreach (var option in item.Options)
            {
                if (OfSecret(item, option, secrets, find) is { } hold)
                {
                    yield return hold;
                    break;
                }
            }
        }
    }

    private static Hold? OfSecret(DesiredObject item, DesiredOption option, ResolvedSecrets secrets, Func<string, Secret?> find)
    {
        if (option.Value is not DesiredValue.SecretReference secret)
        {
            return null;
        }

        if (secrets.Missing.TryGetValue(secret.Name, out var why))
        {
            return new Hold(item.Object, HoldKind.Secret, Message.Verbatim(why)) { MissingSecret = secret.Name };
        }

        return SecretChecks.Check(option, item.Options, find) is var (kind, message)
            && kind.Severity == Severity.Error && kind != ProblemKinds.SecretMissing
            ? new Hold(item.Object, HoldKind.Secret, $"{option.Place}: {kind.Code}: {message} {kind.Hint}")
            : null;
    }

    private static IEnumerable<Hold> OfVersion(DesiredBox asked, Observation seen)
    {
        if (asked.Catalogue.SeriesNumber is null)
        {
            return [];
        }

        var lacks = VersionRules.Lacks(asked, asked.Catalogue).ToLookup(l => l.Option.Place);
        return lacks.Count == 0 ? []
            : from item in KnownSubjects.All.SelectMany(s => s.Objects(asked))
              let lack = item.Options.SelectMany(o => lacks[o.Place]).FirstOrDefault()
              where lack.Option is not null
              select new Hold(
                  item.Object, HoldKind.Version,
                  $"{lack.Option.Place}: {lack.What} does not exist in Asterisk {seen.Version}, which runs. {lack.Hint}");
    }

    private static IEnumerable<Hold> Contested(DesiredBox asked, Past past)
    {
        static Message Reason(DesiredBox asked, ResourceId item) => $"somebody reverts it repeatedly, so it is left alone for an hour: "
            + $"find what writes it (the web interface, another tool, a person), and change it there; or have the desired state say the "
            + $"same: reconciler accept {asked.Name} {item.Name}";
        return past.Contested.Where(o => o is not ServiceId).OrderBy(o => o.Key, StringComparer.Ordinal)
            .Select(o => new Hold(o, HoldKind.Contested, Reason(asked, o)));
    }

    private static IEnumerable<Hold> Quarantined(DesiredBox asked, ResolvedSecrets secrets, Past past, Func<Subject, string> inputs) =>
        (past.OverridesQuarantine ? [] : past.Quarantine)
            .Where(e => e.Object is { } item && ObjectDigest.Of(asked, secrets.Values, item) == e.Wanted
                && e.IsInForce(inputs(e.Subject), past.Now))
            .Select(e => new Hold(e.Object!, HoldKind.Quarantined, Message.Verbatim(e.Reason)));
}
