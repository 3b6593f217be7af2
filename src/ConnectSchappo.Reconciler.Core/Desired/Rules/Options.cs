using ConnectSchappo.Reconciler.Core.Desired.Values;

namespace ConnectSchappo.Reconciler.Core.Desired.Rules;

/// <summary>Questions that rules ask of a section's options.</summary>
internal static class Options
{
    public static DesiredOption? Find(EquatableArray<DesiredOption> options, string name) =>
        options.LastOrDefault(o => o.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public static string? Text(EquatableArray<DesiredOption> options, string name) =>
        (Find(options, name)?.Value as DesiredValue.Text)?.Value;

    /// <summary>Yes or no as Asterisk reads it; null where the option is silent or says neither.</summary>
    public static bool? IsYes(EquatableArray<DesiredOption> options, string name) =>
        Text(options, name) is { } text ? YesNo.Read(text) : null;

    /// <summary>The items of a list that Asterisk takes with commas.</summary>
    public static IEnumerable<string> Items(string? text)  =>
        (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
