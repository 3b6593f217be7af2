using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Probes;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>What <c>probe --output json</c> prints: version 1 of a shape that only grows.</summary>
internal sealed record ProbeShape
{
    public int Version { get; init; } = 1;

    public required int ExitCode { get; init; }

    public required string Box { get; init; }

    public required string Extension { get; init; }

    public required string WebSocket { get; init; }

    public required bool FromBox { get; init; }

    public required EquatableArray<Check> Checks { get; init; }

    /// <summary>A check.</summary>
    /// <param name="Name">A word.</param>
    /// <param name="Result">How it ended.</param>
    /// <param name="Found">For a person.</param>
    /// <param name="Proves">For a person: what it proves if it ends well.</param>
    /// <param name="ToDo">For a person: null where it did not fail.</param>
    /// <param name="TookSeconds">Null where it took no time of its own.</param>
    internal sealed record Check(ClientCheckKind Name, CheckResult Result, string Found, string Proves, string? ToDo, double? TookSeconds)
    {
        public static Check Of(ClientCheck check, string box, bool fromBox) => new(
            check.Kind,
            check.Result,
            check.Found.In(Language.English),
            check.Proves.In(Language.English),
            check.Result == CheckResult.Failed ? check.ToDo(box, fromBox).In(Language.English) : null,
            check.Took?.TotalSeconds);
    }
}
