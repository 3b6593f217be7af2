using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// A field whose layers differ. Every text in it is for a person: it holds no secret, and what somebody else wrote stays on its line.
/// </summary>
public sealed record Drift
{
    public required DriftKind Kind { get; init; }

    /// <summary>What differs.</summary>
    public required ResourceId Resource { get; init; }

    /// <summary>The option, or empty where the whole resource is meant.</summary>
    public string Field { get; init => field = PlainText.Line(value); } = "";

    /// <summary>The value that is wanted.</summary>
    public required Message Desired { get; init; }

    /// <summary>What Asterisk or fail2ban would read next; null where this layer does not differ or does not hold such a fact.</summary>
    public Message? File { get; init; }

    /// <summary>What runs now; null where it does not differ or cannot be seen.</summary>
    public Message? Memory { get; init; }

    /// <summary>What a client sees; null likewise.</summary>
    public Message? Client { get; init; }

    /// <summary>Where the wrong value stands, if it stands in a file.</summary>
    public ConfPlace? Place { get; init; }

    /// <summary>The places of earlier values that the one at <see cref="Place"/> overrides, through includes and templates.</summary>
    public EquatableArray<ConfPlace> Overridden { get; init; }

    /// <summary>Where the wrong value comes from, in one line; null where it stands in no file.</summary>
    public Message? Provenance => Place is not { } place ? null
        : Overridden.IsEmpty ? $"{place}"
        : (Message)$"{place}, overrides {string.Join(", ", Overridden)}";

    public Remediation Remediation { get; init; } = Remediation.Automatic;

    /// <summary>What makes its removal effective.</summary>
    public DriftNeed TakesEffect { get; init; } = DriftNeed.Reload;

    public DriftOrigin Origin { get; init; }

    /// <summary>Whether somebody puts it back again and again, so that we have stopped fighting for it.</summary>
    public bool IsContested { get; init; }

    /// <summary>Whether the change of it did not work on this box, so that what was confirmed before is kept in force.</summary>
    public bool IsQuarantined { get; init; }

    /// <summary>Why it is so, as far as the box tells: a reload that was lost or refused, for one; null where it does not.</summary>
    public Message? Reason { get; init; }

    /// <summary>Whether Asterisk has said at its last reload that it does not take it.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Since when it is so, as far as the box tells; null where it does not.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Who last wrote the file that it stands in, as far as the box tells.</summary>
    public Message? Writer { get; init; }

    /// <summary>What it means for people, in one sentence; for <see cref="Remediation.Manual"/> also what to do.</summary>
    public required Message Consequence { get; init; }

    public bool InFile => File is not null;

    public bool InMemory => Memory is not null || Client is not null;

    /// <summary>What it is of: by this, and never by its name, one is known again.</summary>
    public DriftId Id => new(Resource, Field);

    /// <summary>The resource and, where there is one, its field, for a person.</summary>
    public string Name => Id.ToString();

    /// <summary>Whose it is.</summary>
    public Subject Subject => Resource.Subject;

    /// <summary>The chain whose files or memory it concerns; null for fail2ban and services.</summary>
    public ConfigFile? ConfigFile => Subject.ConfigFile;
}
