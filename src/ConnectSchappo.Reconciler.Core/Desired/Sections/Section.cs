using System.Text.Json.Nodes;
using ConnectSchappo.Reconciler.Core.Catalogue;

namespace ConnectSchappo.Reconciler.Core.Desired.Sections;

/// <summary>
/// A subject's part of the language: its keys, what may stand under them, and what of that cannot work. The language itself goes through
/// the list of them that it is given, and knows none by name.
/// </summary>
public abstract class Section
{
    /// <summary>Its key in the desired state, by which <c>policy.mode</c> names it too.</summary>
    public abstract string Name { get; }

    /// <summary>Keys of its own that stand at the top of the file alone, before every section.</summary>
    internal virtual EquatableArray<string> KeysAtTop => [];

    /// <summary>What it comes to for a box where nobody says anything of it.</summary>
    internal abstract DesiredSection Silent { get; }

    public sealed override string ToString() => Name;

    /// <summary>What one level of the file says of it; null where that is silent.</summary>
    internal abstract DeclaredSection? Read(Level level);

    /// <summary>The box with what follows from this section for others.</summary>
    internal virtual DesiredBox Complete(DesiredBox box) => box;

    /// <summary>Tells what cannot work on a box, or is unwise, although each line of it is right by itself.</summary>
    internal virtual void Check(DesiredBox box, ProblemList problems)
    {
    }

    /// <summary>The JSON schema of each of its keys, in the order in which they are read.</summary>
    internal abstract IEnumerable<(string Key, JsonObject Shape)> Schema { get; }

    /// <summary>The JSON schema of each of <see cref="KeysAtTop"/>.</summary>
    internal virtual IEnumerable<(string Key, JsonObject Shape)> SchemaAtTop => [];

    /// <summary>What these refer to in the schema's <c>$defs</c>, and nobody else has.</summary>
    internal virtual IEnumerable<(string Name, JsonObject Shape)> Definitions(AsteriskCatalogue catalogue) => [];
}
