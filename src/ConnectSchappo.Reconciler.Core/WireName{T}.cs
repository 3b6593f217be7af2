using System.Text.Json.Serialization;

namespace ConnectSchappo.Reconciler.Core;

/// <summary>Writes and reads the values of one closed list in JSON by their <see cref="WireName"/>; a number is none of them.</summary>
public sealed class WireName<T>() : JsonStringEnumConverter<T>(WireName.Policy, allowIntegerValues: false)
    where T : struct, Enum;
