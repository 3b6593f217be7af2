namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>The stable codes of the problems of fail2ban's files.</summary>
public static class JailProblemCode
{
    /// <summary>A line before any section.</summary>
    public const string NoSection = "FB001";

    /// <summary>A section twice in one file.</summary>
    public const string RepeatedSection = "FB002";

    /// <summary>An option twice in one section of one file.</summary>
    public const string RepeatedOption = "FB003";

    /// <summary>A line that is neither a header nor an option.</summary>
    public const string NoOption = "FB004";

    /// <summary>A file that is not UTF-8.</summary>
    public const string NotUtf8 = "FB005";

    /// <summary>A <c>%(name)s</c> or a percent sign that cannot be read, or goes round in circles.</summary>
    public const string Interpolation = "FB006";

    /// <summary>Files that include each other without end.</summary>
    public const string IncludeLoop = "FB007";
}
