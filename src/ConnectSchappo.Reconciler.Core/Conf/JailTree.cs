namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>
/// What fail2ban takes from its jail files together: <c>jail.conf</c>, <c>jail.d/*.conf</c>, <c>jail.local</c>,
/// <c>jail.d/*.local</c>, each behind the files that its [INCLUDES] names before and ahead of those after it. A later file
/// overrides an earlier one option by option, and a jail's own section overrides [DEFAULT] whatever file either stands in
/// (configparserinc.py and configreader.py of fail2ban 0.11).
/// </summary>
public sealed class JailTree
{
    /// <summary>The section that every jail inherits from.</summary>
    public const string Default = "DEFAULT";

    internal const string Includes = "INCLUDES";

    private readonly Dictionary<(string Section, string Option), List<JailOption>> options;
    private readonly string version;

    private JailTree(JailMerge merge, string version)
    {
        this.version = version;
        options = merge.Options;
        Files = merge.Files.ToEquatableArray();
        Wanted = merge.Wanted.Distinct(StringComparer.Ordinal).ToEquatableArray();
        Problems = merge.Problems.ToEquatableArray();
        Jails = merge.Sections.Where(s => s != Includes).ToEquatableArray();
    }

    /// <summary>False: fail2ban rejects the whole; what is told here is what the sound files say.</summary>
    public bool IsValid => !Problems.Any(p => p.Severity == ConfSeverity.Fatal);

    /// <summary>The files in the order of reading; a file that is included twice stands twice.</summary>
    public EquatableArray<string> Files { get; }

    /// <summary>Files that are included and were not given. A missing one means nothing to fail2ban.</summary>
    public EquatableArray<string> Wanted { get; }

    public EquatableArray<ConfProblem> Problems { get; }

    /// <summary>The names of all sections but DEFAULT and INCLUDES, in order. Whether a jail runs is its option <c>enabled</c>.</summary>
    public EquatableArray<string> Jails { get; }

    /// <summary>The jails that fail2ban is to run. Source: fail2ban 0.11.2 and 1.1, tried: 1, on, true and yes, in any case.</summary>
    public IEnumerable<string> Enabled => Jails.Where(
        j => Effective(j, "enabled")?.Value.Trim().ToUpperInvariant() is "1" or "ON" or "TRUE" or "YES");

    /// <summary>The names of all options of all sections, in lower case.</summary>
    public IEnumerable<string> OptionNames => options.Keys.Select(k => k.Option).Distinct(StringComparer.Ordinal);

    /// <param name="files">In any order: the order that counts is made of their paths.</param>
    /// <param name="directory">fail2ban's directory of configuration.</param>
    /// <param name="version">What <c>%(fail2ban_version)s</c> stands for.</param>
    public static JailTree Load(IEnumerable<JailFile> files, string directory = "/etc/fail2ban", string version = "0.11.2") =>
        new(JailMerge.Of(files, directory), version);

    /// <summary>
    /// The value of an option for a jail, or null where neither the jail nor DEFAULT has it, the jail is nowhere, or its value
    /// cannot be interpolated (see <see cref="ProblemOf"/>).
    /// </summary>
    public JailValue? Effective(string jail, string option) => Interpolate(jail, option, out _);

    /// <summary>Why a value cannot be interpolated; then fail2ban cannot use the jail.</summary>
    public ConfProblem? ProblemOf(string jail, string option)
    {
        Interpolate(jail, option, out var problem);
        return problem;
    }

    internal JailOption? Raw(string section, string option) =>
        options.TryGetValue((section, option), out var given) ? given[^1] : null;

    /// <summary>The value before the last file that gave one.</summary>
    internal JailOption? Known(string section, string option) =>
        options.TryGetValue((section, option), out var given) && given.Count > 1 ? given[^2] : null;

    private JailValue? Interpolate(string jail, string option, out ConfProblem? problem)
    {
        problem = null;
        var name = option.ToLowerInvariant();
        if (jail != Default && !Jails.Contains(jail))
        {
            return null;
        }

        var own = options.GetValueOrDefault((jail, name)) ?? [];
        var all = jail == Default ? own : [.. options.GetValueOrDefault((Default, name)) ?? [], .. own];
        if (all.Count == 0)
        {
            return null;
        }

        var interpolation = new JailInterpolation(this, jail, version);
        if (interpolation.Expand(all[^1]) is { } value)
        {
            return new JailValue(value, all[^1], all.SkipLast(1).Reverse().ToEquatableArray(), interpolation.Used.ToEquatableArray());
        }

        problem = new ConfProblem(JailProblemCode.Interpolation, ConfSeverity.Fatal, all[^1].Place, interpolation.Error!,
            $"fail2ban cannot read {name} of [{jail}], and rejects its whole configuration");
        return null;
    }
}
