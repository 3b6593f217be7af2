namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>
/// Where something stands in a file of a box: the path as Asterisk opens it, a line and a column, both from 1. A line is what an
/// editor shows as one (up to a line feed); a column counts bytes.
/// </summary>
public readonly record struct ConfPlace(string Path, int Line, int Column)
{
    /// <summary><c>path:line:column</c>, as compilers print it, on one line whatever the file is called.</summary>
    public override string ToString() => $"{PlainText.Line(Path)}:{Line}:{Column}";
}
