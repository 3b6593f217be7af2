using ConnectSchappo.Reconciler.Core.Desired.Edits;
using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Acceptances;

/// <summary>A place of a desired state where something may be said of a box.</summary>
/// <param name="Name">How a person names it: <c>file</c>, <c>box/matriz</c>, <c>group/recife</c>, <c>profile/reception</c>,
/// <c>anchor/codecs</c>.</param>
/// <param name="Keys">The keys that lead there from the top of the file.</param>
/// <param name="Wording">What is said there.</param>
internal sealed record Spot(string Name, EquatableArray<string> Keys, Wording Wording)
{
    /// <summary>The place of what a desired state says of every box.</summary>
    public const string File = "file";

    /// <summary>With which the name of a place begins where an anchor and its aliases stand for one another.</summary>
    public const string Anchor = "anchor/";

    /// <summary>Whether an alias there is replaced by what is said.</summary>
    public bool InsteadOfAlias { get; init; }

    /// <summary>Whether something is said there already.</summary>
    public bool IsStated { get; init; }

    /// <summary>Whether the object or the section is there, be it silent about this.</summary>
    public bool HasOwner { get; init; }

    /// <summary>The offset of the last of the keys that is there.</summary>
    public int At { get; init; }

    /// <summary>Whether it is for one box or for one object, and not made to be shared.</summary>
    public bool IsOwn => Name == File || Name.StartsWith("box/", StringComparison.Ordinal);

    /// <summary>The text that says it there; null where a person must write it.</summary>
    public string? Write(string text) => YamlEdit.Make(text, Keys, Wording.Said, Wording.Before, InsteadOfAlias);
}
