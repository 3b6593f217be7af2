using ConnectSchappo.Reconciler.Core.Catalogue;

namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>
/// A field, or several by a pattern, whose difference is left alone: somebody else decides it, and the reason says who or why.
/// </summary>
/// <param name="Resource">
/// What it belongs to: <c>endpoint/250</c>, <c>global</c>, <c>http</c> or <c>sip</c>; <c>*</c> stands for any characters.
/// </param>
/// <param name="Field">The option's name, in which <c>*</c> stands for any characters.</param>
/// <param name="Reason">For whoever reads a plan.</param>
/// <param name="Place">Where it stands.</param>
/// <remarks>Two of the same content are equal wherever they stand.</remarks>
public sealed record IgnoredField(string Resource, string Field, string Reason, SourceLocation Place)
{
    /// <summary>What <see cref="Resource"/> is held against for an object of PJSIP.</summary>
    public static string ResourceOf(PjsipType type, string name) => type.IsSingle() ? type.TypeName() : $"{type.TypeName()}/{name}";

    /// <summary>Whether it takes in a field. Names of objects are told apart by case, as Asterisk does; those of options are not.</summary>
    public bool Covers(string resource, string field) =>
        StarPattern.Matches(Resource, resource, StringComparison.Ordinal)
        && StarPattern.Matches(Field, field, StringComparison.OrdinalIgnoreCase);

    public bool Equals(IgnoredField? other) =>
        other is not null && Resource == other.Resource && Field == other.Field && Reason == other.Reason;

    public override int GetHashCode() => HashCode.Combine(Resource, Field, Reason);
}
