namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// One object as a file of ours has it: a section of PJSIP's, or all options of another subject. Its options may be secret.
/// </summary>
/// <param name="Object">One that is its own <see cref="ResourceId.Object"/>.</param>
public sealed record OwnObject(ResourceId Object, EquatableArray<KeyValuePair<string, string>> Options)
{
    public override string ToString() => Object.ToString();
}
