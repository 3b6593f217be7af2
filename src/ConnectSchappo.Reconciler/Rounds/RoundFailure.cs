using ConnectSchappo.Reconciler.Core;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>Why a round ended before its plan was carried out: a word for a metric, and a sentence with the way out for a person.</summary>
internal sealed record RoundFailure(string Kind, string Message)
{
    public string Message { get; init; } = PlainText.Line(Message);

    /// <summary>A saved plan was to be applied, and is not what would be done now.</summary>
    public const string Stale = "Stale";

    /// <summary>An error of ours ended it.</summary>
    public const string Crashed = "Crashed";
}
