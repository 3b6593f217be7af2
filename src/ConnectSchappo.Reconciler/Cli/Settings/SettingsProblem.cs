namespace ConnectSchappo.Reconciler.Cli.Settings;

/// <summary>Settings that cannot be used, with the place and the way out.</summary>
internal sealed class SettingsProblem(string message, Exception? inner = null) : Exception(message, inner);
