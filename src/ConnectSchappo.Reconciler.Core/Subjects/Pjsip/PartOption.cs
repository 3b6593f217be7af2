using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>An option of one of the three objects of an extension.</summary>
/// <param name="Part">The key of the object in a profile: auth, aor or endpoint.</param>
internal sealed record PartOption(string Part, string Name, ImportedValue Value)
{
    public PjsipType Type => PjsipTypes.Named(Part)!.Value;
}
