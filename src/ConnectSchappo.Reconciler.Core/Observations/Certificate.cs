namespace ConnectSchappo.Reconciler.Core.Observations;

/// <summary>A TLS certificate: its SHA-256 in lower-case hexadecimal, and its validity in UTC.</summary>
public sealed record Certificate(string Sha256, DateTimeOffset NotBefore, DateTimeOffset NotAfter);
