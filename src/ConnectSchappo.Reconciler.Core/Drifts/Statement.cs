using ConnectSchappo.Reconciler.Core.Desired.Edits;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// One thing that a desired state is to say, in each way in which it can say it: the first that says something of it now counts.
/// </summary>
public sealed record Statement(EquatableArray<Wording> Wordings)
{
    internal static Statement Of(Said said, params EquatableArray<string> keys) => new([new Wording(keys, said)]);
}
