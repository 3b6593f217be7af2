namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>Where something stands in the desired state: a file as the user named it, a line and a column, both from 1.</summary>
public readonly record struct SourceLocation(string File, int Line, int Column)
{
    public override string ToString() => $"{File}:{Line}:{Column}";
}
