using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>Why a round ended before its plan was carried out.</summary>
/// <param name="Kind">One word for machines, as in <c>host_key</c>.</param>
/// <param name="Message">A sentence for a person, with what to do.</param>
internal sealed record RoundFailure(string Kind, Message Message)
{
    /// <summary>A saved plan was to be applied, and is not what would be done now.</summary>
    public const string Stale = "stale";

    /// <summary>An internal error ended it.</summary>
    public const string Crashed = "internal_error";
}
