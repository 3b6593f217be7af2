namespace ConnectSchappo.Reconciler.Cli;

/// <summary>What <c>softphone --output json</c> prints, and what its QR code holds: version 1 of a shape that only grows.</summary>
internal sealed record SoftphoneShape
{
    public int Version { get; init; } = 1;

    public required string Box { get; init; }

    public required string Server { get; init; }

    public required int Port { get; init; }

    public string Transport { get; init; } = "wss";

    public required string Path { get; init; }

    public required string WebSocket { get; init; }

    public required string Uri { get; init; }

    public required string User { get; init; }

    public required string AuthorizationUser { get; init; }

    /// <summary>Only where it was asked for.</summary>
    public string? Password { get; init; }
}
