namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>What fail2ban takes for an option of a jail, and where from.</summary>
/// <param name="Value">With every <c>%(name)s</c> replaced.</param>
/// <param name="Source">The line that decides.</param>
/// <param name="Overridden">The lines that it overrides, the nearest first: earlier files' and then DEFAULT's.</param>
/// <param name="Used">The lines whose values were put in for <c>%(name)s</c>, in order.</param>
public sealed record JailValue(
    string Value, JailOption Source, EquatableArray<JailOption> Overridden, EquatableArray<JailOption> Used)
{
    /// <summary>Where the deciding line stands.</summary>
    public ConfPlace Place => Source.Place;

    /// <summary>The value as a list, split at blanks, commas and line ends, as fail2ban reads ignoreip.</summary>
    public EquatableArray<string> Words =>
        Value.Split([' ', ',', '\t', '\n', '\r', '\v', '\f'], StringSplitOptions.RemoveEmptyEntries).ToEquatableArray();
}
