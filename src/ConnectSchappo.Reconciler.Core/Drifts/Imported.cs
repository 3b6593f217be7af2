namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>What a desired state would have to say of one subject, so that it asks for what a box has.</summary>
public sealed record Imported
{
    public static Imported Nothing { get; } = new();

    /// <summary>What it says, in the order in which it is written.</summary>
    public EquatableArray<ImportedEntry> Entries { get; init; }

    /// <summary>What is on the box besides, and stays as it is: comments.</summary>
    public EquatableArray<ImportedRemark> Remarks { get; init; }

    internal static Imported Of(IEnumerable<ImportedEntry> entries, params IEnumerable<ImportedRemark> remarks) => new()
    {
        Entries = entries.ToEquatableArray(),
        Remarks = remarks.Where(r => !r.Lines.IsEmpty).ToEquatableArray(),
    };
}
