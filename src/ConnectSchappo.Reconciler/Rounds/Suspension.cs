using ConnectSchappo.Reconciler.Core;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>A person's word that a box is to be left as it is for a while. It is looked at all the same.</summary>
/// <param name="Box">The box, or <see cref="Everywhere"/>.</param>
/// <param name="Until">When it ends by itself.</param>
/// <param name="By">Who said so.</param>
internal sealed record Suspension(string Box, string Reason, DateTimeOffset Since, DateTimeOffset Until, string By)
{
    /// <summary>In place of a box's name: every box, also one that comes later.</summary>
    public const string Everywhere = "*";

    public string Reason { get; init; } = PlainText.Line(Reason);

    /// <summary>For a person: <c>until 2026-11-24 18:00:00Z by ana: the carrier works on the line</c>.</summary>
    public string Words => $"until {Until:u} by {By}: {Reason}";
}
