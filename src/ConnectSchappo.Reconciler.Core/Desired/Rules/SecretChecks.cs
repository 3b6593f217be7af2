using ConnectSchappo.Reconciler.Core.Desired.Values;
using ConnectSchappo.Reconciler.Core.Messages;

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
                if (Check(option, options, find) is var (kind, message))
                {
                    problems.Add(kind, option.Place, message);
                }
            }
        }

        return problems.InOrder();
    }

    /// <summary>The same of one option; null where it needs no secret, or one that is well.</summary>
    /// <param name="option">The option.</param>
    /// <param name="beside">All options of its object.</param>
    /// <param name="find">A secret by its name; null where there is none.</param>
    internal static (ProblemKind Kind, Message Message)? Check(
        DesiredOption option, EquatableArray<DesiredOption> beside, Func<string, Secret?> find)
    {
        if (option.Value is not DesiredValue.SecretReference { Name: var name })
        {
            return null;
        }

        if (find(name) is not { IsEmpty: false } secret)
        {
            return (ProblemKinds.SecretMissing, $"There is no secret `{name}`, so the box keeps the value that it has.");
        }

        var value = secret.Reveal();
        if (ConfText.RefusalOfValue(value) is { } refusal)
        {
            return (ProblemKinds.SecretBreaksLine, $"The secret `{name}` cannot be written to Asterisk's files. {refusal}");
        }

        if (option.Name == "md5_cred" && !(value.Length == 32 && value.All(char.IsAsciiHexDigit)))
        {
            return (ProblemKinds.SecretNoHash, $"The secret `{name}` is not an MD5 hash of 32 hexadecimal digits.");
        }

        if (option.Name != "password")
        {
            return null;
        }

        return Options.Text(beside, "username") is { } user && value.Equals(user, StringComparison.OrdinalIgnoreCase)
            ? (ProblemKinds.WeakPassword, (Message)$"The password in secret `{name}` is the same as its user name.")
            : value.Length < ShortestPassword
            ? (ProblemKinds.WeakPassword, $"The password in secret `{name}` has fewer than {ShortestPassword} characters.")
            : null;
    }
}
