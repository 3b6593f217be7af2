using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

/// <summary>A sorcery object: its type, its id (the section's name) and its options in the order of the desired state.</summary>
public sealed record PjsipObject(PjsipType Type, string Name, EquatableArray<DesiredOption> Options, SourceLocation Place)
{
    /// <summary>The value of an option, or null where the desired state is silent. Names are compared without regard to case.</summary>
    public DesiredValue? this[string option]
    {
        get
        {
            for (var i = Options.Count - 1; i >= 0; i--)
            {
                if (Options[i].Name.Equals(option, StringComparison.OrdinalIgnoreCase))
                {
                    return Options[i].Value;
                }
            }

            return null;
        }
    }

    public bool Equals(PjsipObject? other) =>
        other is not null && Type == other.Type && Name == other.Name && Options == other.Options;

    public override int GetHashCode() => HashCode.Combine(Type, Name, Options);
}
