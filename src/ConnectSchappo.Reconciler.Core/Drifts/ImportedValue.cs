using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Desired.Edits;
using YamlDotNet.Core;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>A value of a desired state that is to be written.</summary>
public abstract record ImportedValue
{
    private ImportedValue()
    {
    }

    /// <summary>It as YAML, on one line.</summary>
    /// <param name="isFlow">Whether it stands in brackets or braces.</param>
    internal string OnOneLine(bool isFlow = false) => this switch
    {
        Text text => Scalar(text.Value, isFlow),
        Item item => Scalar(item.Value, isFlow),
        OfSecret secret => $"{{secret: {YamlLines.Scalar(secret.Name)}}}",
        List list => $"[{string.Join(", ", list.Items.Select(i => Scalar(i, isFlow: true)))}]",
        Map map => $"{{{string.Join(", ", map.Entries.Select(e => $"{YamlLines.Scalar(e.Key)}: {e.Value.OnOneLine(isFlow: true)}"))}}}",
        _ => throw new InvalidOperationException($"{GetType().Name} is no value."),
    };

    // As a person would write it; a character that not every editor shows is escaped.
    private static string Scalar(string value, bool isFlow) => value.All(c => char.IsAscii(c) || char.IsLetterOrDigit(c))
        ? ScalarText.Of(value, ScalarStyle.Any, isFlow)
        : YamlLines.Scalar(value);

    /// <summary>One value.</summary>
    public sealed record Text(string Value) : ImportedValue;

    /// <summary>A secret: its name is written, its value is not.</summary>
    public sealed record OfSecret(string Name, Secret Value) : ImportedValue;

    /// <summary>One of the items of a list, which has an entry for each.</summary>
    public sealed record Item(string Value) : ImportedValue;

    /// <summary>Values on one line, as <c>[a, b]</c>.</summary>
    public sealed record List(EquatableArray<string> Items) : ImportedValue;

    /// <summary>Values by their keys, each on a line of its own, or all on one line in braces.</summary>
    public sealed record Map(EquatableArray<KeyValuePair<string, ImportedValue>> Entries, bool IsFlow) : ImportedValue;
}
