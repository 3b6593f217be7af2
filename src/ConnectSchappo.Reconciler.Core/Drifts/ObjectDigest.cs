using System.Security.Cryptography;
using System.Text;
using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// A digest of what a desired state says of an object, secrets included: while it is the same, the same is asked for, whatever the
/// revision is called. It tells nothing of a secret to whoever does not know it, and is kept where root alone reads.
/// </summary>
internal static class ObjectDigest
{
    private const int Length = 16;

    /// <returns>Lower-case hexadecimal; of an object that nobody asks for, that of nothing.</returns>
    public static string Of(DesiredBox asked, IReadOnlyDictionary<string, Secret> secrets, ResourceId item)
    {
        var lines = item.Subject.Objects(asked).Where(o => o.Object == item).SelectMany(o => o.Options.Select(Line));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..Length];

        string Line(DesiredOption option) => $"{option.Name}={Value(option.Value)}";

        string? Value(DesiredValue value) => value is DesiredValue.SecretReference secret
            ? secrets.TryGetValue(secret.Name, out var found) ? found.Reveal() : null
            : value.ToString();
    }
}
