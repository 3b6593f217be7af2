namespace ConnectSchappo.Reconciler.Core.Desired.Edits;

/// <summary>What a desired state is to say at a place.</summary>
public abstract record Said
{
    private Said()
    {
    }

    /// <summary>One value; where a list stands there, the items of it with commas between.</summary>
    public sealed record Text(string Value) : Said;

    /// <summary>Nothing: neither the key nor what stands at it.</summary>
    public sealed record Nothing : Said;

    /// <summary>Options with their values, all of them new.</summary>
    public sealed record Options(EquatableArray<KeyValuePair<string, string>> All) : Said;

    /// <summary>An item more in a list.</summary>
    public sealed record Item(string Value) : Said;

    /// <summary>An item less in a list.</summary>
    public sealed record NoItem(string Value) : Said;
}
