namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>What a drift is of, as data: the same resource and the same field is the same drift, whatever its layers hold.</summary>
/// <param name="Resource">What differs.</param>
/// <param name="Field">The option, or empty where the whole resource is meant.</param>
public readonly record struct DriftId(ResourceId Resource, string Field)
{
    /// <summary>It in one line, as it is kept on a box: the resource's key and, behind a tab, the field.</summary>
    public string Key => Field.Length == 0 ? PlainText.Line(Resource.Key) : $"{PlainText.Line(Resource.Key)}\t{Field}";

    /// <summary>The resource and, where there is one, its field, for a person.</summary>
    public override string ToString() => Field.Length == 0 ? Resource.ToString() : $"{Resource} {Field}";
}
