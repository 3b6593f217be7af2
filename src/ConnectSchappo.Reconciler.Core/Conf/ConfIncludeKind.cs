namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>How a file calls for another.</summary>
public enum ConfIncludeKind
{
    /// <summary><c>#include</c>: a missing file is an error that ends the including one.</summary>
    Include,

    /// <summary><c>#tryinclude</c>: a missing file is nothing.</summary>
    TryInclude,

    /// <summary>
    /// <c>#exec</c>: a program's output, ignored unless asterisk.conf says <c>execincludes=yes</c>. It is never run here.
    /// </summary>
    Exec,
}
