using System.Globalization;

namespace ConnectSchappo.Reconciler.Probes;

/// <summary>The random names that SIP asks for: they tell messages apart, and protect nothing.</summary>
internal sealed class SipTokens(Random random)
{
    public string Next() => random.NextInt64().ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>A new branch, with the prefix that RFC 3261 §8.1.1.7 demands.</summary>
    public string Branch() => "z9hG4bK" + Next();
}
