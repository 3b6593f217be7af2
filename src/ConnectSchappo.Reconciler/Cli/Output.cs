namespace ConnectSchappo.Reconciler.Cli;

/// <summary>How a command prints.</summary>
internal enum Output
{
    Text,
    Json,
}
