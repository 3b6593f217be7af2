using ConnectSchappo.Reconciler.Core.Desired;

namespace ConnectSchappo.Reconciler.Core.Acceptances;

/// <summary>A place of the desired state that a person may choose.</summary>
/// <param name="Name">How it is named, as <c>profile/reception</c>.</param>
/// <param name="Place">Where it stands, or where it would be added.</param>
/// <param name="Changes">What would be wanted otherwise then: an object and the boxes on which.</param>
public sealed record AcceptancePlace(string Name, SourceLocation Place, EquatableArray<string> Changes);
