using ConnectSchappo.Reconciler.Core.Desired.Values;

namespace ConnectSchappo.Reconciler.Core.Desired.Rules;

/// <summary>Questions that rules ask of a section's options.</summary>
public static class Options
{
    /// <summary>An option by its name, in any letter case: the last one, which Asterisk takes; null where there is none.</summary>
    public static DesiredOption? Find(EquatableArray<DesiredOption> options, string name) =>
        options.LastOrDefault(o => o.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Its value, where that is a text and no secret.</summary>
    public static string? Text(EquatableArray<DesiredOption> options, string name) =>
        (Find(options, name)?.Value as DesiredValue.Text)?.Value;

    /// <summary>Yes or no as Asterisk reads it; null where the option is silent or says neither.</summary>
    public static bool? IsYes(EquatableArray<DesiredOption> options, string name) =>
        Text(options, name) is { } text ? YesNo.Read(text) : null;

    /// <summary>The items of a list that Asterisk takes with commas.</summary>
    public static IEnumerable<string> Items(string? text) =>
        (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
