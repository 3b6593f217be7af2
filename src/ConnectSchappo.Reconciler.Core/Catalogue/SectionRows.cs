using System.Collections;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>
/// What people have found out about the options of a kind of section, a row each: what no generator reads out of Asterisk's sources. An
/// option without a row is as the sources and <paramref name="each"/> have it.
/// </summary>
/// <param name="path">The section's name in the catalogue: <c>pjsip.conf/endpoint</c>.</param>
/// <param name="kind">What <c>policy.ignore</c> calls it.</param>
/// <param name="title">How a problem names it: <c>an endpoint</c>.</param>
/// <param name="each">What holds of every option of the section whose row does not say otherwise.</param>
/// <param name="until">The last series of Asterisk that has such a section.</param>
internal sealed class SectionRows(string path, string kind, Message title, Func<Option, Option>? each = null, int until = int.MaxValue)
    : IEnumerable<Option>
{
    private readonly List<(string Option, int Since, Func<Option, Option> Row)> rows = [];

    public string Path { get; } = path;

    public string Kind { get; } = kind;

    public Message Title { get; } = title;

    /// <summary>A row: what is known of an option, put over what the sources say of it.</summary>
    /// <exception cref="ArgumentException">The option has a row already.</exception>
    public void Add(string option, Func<Option, Option> row) => Add(option, since: 0, row);

    /// <param name="since">The first series of Asterisk that the row is true of: an older one may not even have the option.</param>
    public void Add(string option, int since, Func<Option, Option> row)
    {
        if (rows.Exists(r => r.Option == option))
        {
            throw new ArgumentException($"{Path} has two rows of `{option}`.", nameof(option));
        }

        rows.Add((option, since, row));
    }

    /// <summary>The section in one version of Asterisk.</summary>
    /// <param name="series">The version's first number.</param>
    /// <param name="sources">The options as the sources have them, in order; null where they have no such section.</param>
    /// <exception cref="InvalidOperationException">
    /// The version should have such a section and has none, or a row names an option that it does not have.
    /// </exception>
    public OptionSection Of(int series, IReadOnlyCollection<Option>? sources)
    {
        if ((sources is null) != (series > until))
        {
            throw new InvalidOperationException($"The catalogue of Asterisk {series} has {(sources is null ? "no" : "a")} section {Path}.");
        }

        var options = new Dictionary<string, Option>(StringComparer.Ordinal);
        foreach (var option in sources ?? [])
        {
            options.Add(option.Name, Each(option));
        }

        var curated = new List<Option>();
        foreach (var (name, _, row) in rows.Where(r => r.Since <= series && series <= until))
        {
            options[name] = options.TryGetValue(name, out var option)
                ? row(option)
                : throw new InvalidOperationException($"There is a row of `{name}` of {Path}, which Asterisk {series} does not have.");
            curated.Add(options[name]);
        }

        return new OptionSection(this, options, curated.ToEquatableArray());
    }

    /// <summary>The section as any of several versions has it.</summary>
    /// <param name="versions">The section in each of them, the oldest first.</param>
    /// <param name="names">The places of PJSIP's options.</param>
    public OptionSection OfAny(IEnumerable<OptionSection> versions, OptionNames names)
    {
        var options = new Dictionary<string, Option>(StringComparer.Ordinal);
        foreach (var option in versions.SelectMany(v => v.Options.Values))
        {
            var newest = option with { Index = option.Index < 0 ? -1 : names.IndexOf(option.Name) };
            options[option.Name] = options.TryGetValue(option.Name, out var older) ? newest.OrAs(older) : newest;
        }

        return new OptionSection(this, options, rows.Select(r => options[r.Option]).ToEquatableArray());
    }

    /// <summary>An option that has no row, and that the sources may not even know.</summary>
    public Option Each(Option option) => each is null ? option : each(option);

    /// <summary>The options that have rows, as far as the rows alone tell, whatever the version.</summary>
    public IEnumerator<Option> GetEnumerator() => rows.Select(r => r.Row(Each(new Option { Name = r.Option }))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
