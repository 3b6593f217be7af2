using ConnectSchappo.Reconciler.Core.Catalogue;

namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>What the desired state says of one box: groups and overrides merged, profiles expanded, secrets still references.</summary>
/// <remarks>
/// What it says of a subject is of a type of the subject's own, and the subject's folder names it, as in <c>box.Http</c>.
/// </remarks>
public sealed record DesiredBox
{
    public required string Name { get; init; }

    /// <summary>The options that its Asterisk has; those of any version as long as nobody has said or seen which it runs.</summary>
    public required AsteriskCatalogue Catalogue { get; init; }

    /// <summary>The series of Asterisk that it is said to run, such as 16; null where nobody says so.</summary>
    public int? Asterisk { get; init; }

    /// <summary>A host name or an IP address, as its jump host sees it where it has one.</summary>
    public required string Address { get; init; }

    /// <summary>The TCP port of its sshd. Default: 22.</summary>
    public int Port { get; init; } = 22;

    /// <summary>The account on the box; it may use sudo without a password.</summary>
    public required string User { get; init; }

    /// <summary>The pinned host key as <c>SHA256:base64</c>, or null where a known_hosts file decides.</summary>
    public string? HostKey { get; init; }

    /// <summary>The host through which it is reached; null where it is reached directly.</summary>
    public DesiredJump? Jump { get; init; }

    /// <summary>What groups are matched by, in the order of the file.</summary>
    public EquatableArray<KeyValuePair<string, string>> Labels { get; init; }

    /// <summary>What it says of each subject, in the order in which people are told of them; at most one of a type.</summary>
    public EquatableArray<DesiredSection> Sections { get; init; }

    public Policy Policy { get; init; } = Policy.Default;

    /// <summary>The names of every secret that this box needs.</summary>
    public IEnumerable<string> SecretNames =>
        Sections.SelectMany(s => s.Options).SelectMany(o => o.All)
            .Select(o => o.Value).OfType<DesiredValue.SecretReference>().Select(s => s.Name).Distinct(StringComparer.Ordinal);

    /// <summary>The same box, running a version of Asterisk: what is said of it does not change, what it means does.</summary>
    /// <param name="version">Null where that is unknown.</param>
    public DesiredBox Running(AsteriskVersion? version) =>
        version is { } known && AsteriskCatalogue.For(known) is var catalogue && catalogue != Catalogue
            ? this with { Catalogue = catalogue }
            : this;

    /// <summary>What it says of one subject; where it is silent, what says nothing.</summary>
    public T Of<T>()
        where T : DesiredSection, new()
    {
        foreach (var section in Sections)
        {
            if (section is T found)
            {
                return found;
            }
        }

        return new T();
    }

    /// <summary>The same, but that it says something else of one subject.</summary>
    public DesiredBox With<T>(T section)
        where T : DesiredSection, new()
    {
        var sections = Sections.ToList();
        var at = sections.FindIndex(s => s is T);
        if (at < 0)
        {
            sections.Add(section);
        }
        else
        {
            sections[at] = section;
        }

        return this with { Sections = sections.ToEquatableArray() };
    }
}
