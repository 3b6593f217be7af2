using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>One object as a file of ours has it: a section of PJSIP's, or all options of another subject. Its options may be secret.</summary>
/// <param name="Object">As <see cref="Subject.ObjectOf"/> names it.</param>
/// <param name="Type">Null where it is none of PJSIP's.</param>
/// <param name="Name">The section's name.</param>
public sealed record OwnObject(string Object, PjsipType? Type, string Name, EquatableArray<KeyValuePair<string, string>> Options)
{
    public override string ToString() => Object;
}
