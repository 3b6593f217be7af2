using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

/// <summary>A sorcery object: its type, its id (the section's name) and its options in the order of the desired state.</summary>
public sealed record PjsipObject(PjsipType Type, string Name, EquatableArray<DesiredOption> Options, SourceLocation Place)
{
    /// <summary>Whether it is the endpoint of a softphone in a browser, which comes in over the WebSocket.</summary>
    public bool IsSoftphone => Type == PjsipType.Endpoint && OptionSpelling.Truth(this["webrtc"]?.ToString() ?? "no") == "yes";

    /// <summary>The value of an option, or null where the desired state is silent. Names are compared without regard to case.</summary>
    public DesiredValue? this[string option]
    {
        get
        {
            var options = Options.AsSpan();
            for (var i = options.Length - 1; i >= 0; i--)
            {
                // Most names differ in length already, and this is asked of every line of ten thousand objects.
                if (options[i].Name.Length == option.Length && options[i].Name.Equals(option, StringComparison.OrdinalIgnoreCase))
                {
                    return options[i].Value;
                }
            }

            return null;
        }
    }

    public bool Equals(PjsipObject? other) =>
        other is not null && Type == other.Type && Name == other.Name && Options == other.Options;

    public override int GetHashCode() => HashCode.Combine(Type, Name, Options);
}
