using ConnectSchappo.Reconciler.Core.Desired.Values;

namespace ConnectSchappo.Reconciler.Core.Desired.Rules;

/// <summary>
/// What is wrong or unwise about the secrets that a box needs, for whoever has them at hand. Reading a desired state needs none, so these
/// problems are no part of its reading; and they never hold a value.
/// </summary>
public static class SecretChecks
{
    private const int ShortestPassword = 12;

    /// <param name="box">The box whose secrets are meant.</param>
    /// <param name="find">A secret by its name; null where there is none.</param>
    public static EquatableArray<Problem> Check(DesiredBox box, Func<string, Secret?> find)
    {
        var problems = new ProblemList();
        foreach (var options in box.Sections.SelectMany(s => s.Options).Select(o => o.All))
        {
            foreach (var option in options)
            {
                Check(option, options, find, problems);
            }
        }

        return problems.InOrder();
    }

    private static void Check(DesiredOption option, EquatableArray<DesiredOption> beside, Func<string, Secret?> find, ProblemList problems)
    {
        if (option.Value is not DesiredValue.SecretReference { Name: var name })
        {
            return;
        }

        if (find(name) is not { IsEmpty: false } secret)
        {
            problems.Add(ProblemKinds.SecretMissing, option.Place, $"There is no secret `{name}`, so the box keeps the value that it has.");
            return;
        }

        var value = secret.Reveal();
        if (ConfText.RefusalOfValue(value) is { } refusal)
        {
            problems.Add(
                ProblemKinds.SecretBreaksLine, option.Place, $"The secret `{name}` cannot be written to Asterisk's files. {refusal}");
        }
        else if (option.Name == "md5_cred" && !(value.Length == 32 && value.All(char.IsAsciiHexDigit)))
        {
            problems.Add(ProblemKinds.SecretNoHash, option.Place, $"The secret `{name}` is not an MD5 hash of 32 hexadecimal digits.");
        }
        else if (option.Name == "password" && Options.Text(beside, "username") is { } user
            && value.Equals(user, StringComparison.OrdinalIgnoreCase))
        {
            problems.Add(ProblemKinds.WeakPassword, option.Place, $"The password in secret `{name}` is the same as its user name.");
        }
        else if (option.Name == "password" && value.Length < ShortestPassword)
        {
            problems.Add(
                ProblemKinds.WeakPassword, option.Place, $"The password in secret `{name}` has fewer than {ShortestPassword} characters.");
        }
    }
}
