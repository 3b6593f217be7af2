using System.Text.Json.Serialization;
using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Rounds;

/// <summary>A box that a person wants left as it is for a time. It is still observed.</summary>
/// <param name="Box">The box, or <see cref="Everywhere"/>.</param>
/// <param name="Until">When it ends by itself.</param>
/// <param name="By">Who said so.</param>
internal sealed record Suspension(string Box, string Reason, DateTimeOffset Since, DateTimeOffset Until, string By)
{
    /// <summary>In place of a box's name: every box, also one that comes later.</summary>
    public const string Everywhere = "*";

    public string Reason { get; init; } = PlainText.Line(Reason);

    /// <summary>For a person: <c>until 2026-11-24 18:00:00Z by ana: the carrier works on the line</c>.</summary>
    [JsonIgnore]
    public Message Words => $"until {Until:u} by {By}: {Reason}";
}
