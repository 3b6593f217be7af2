using System.Globalization;
using System.Security.Cryptography;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>What a transaction is known by: a name that nobody else has, which is also its claim on the lock, and who we are.</summary>
/// <param name="Id">
/// When it was begun, by our clock, and what nobody can guess. Only for telling apart: no decision hangs on the time.
/// </param>
internal sealed record TransactionHead(string Id)
{
    /// <summary>Who we are, for people: user, host and process.</summary>
    public static string Owner { get; } = string.Create(
        CultureInfo.InvariantCulture, $"{Environment.UserName}@{Environment.MachineName} (process {Environment.ProcessId})");

    public static TransactionHead New(TimeProvider time) => new(
        time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'-'", CultureInfo.InvariantCulture)
        + RandomNumberGenerator.GetHexString(8, lowercase: true));
}
