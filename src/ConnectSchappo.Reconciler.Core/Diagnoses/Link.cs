using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>
/// One link of the chain from a phone to a voice: what it hangs on, and what can be wrong with it. It only reads what was gathered. A new
/// one is a file beside this, and a line in <see cref="KnownLinks"/>.
/// </summary>
public abstract class Link
{
    private protected Link(string name, string about, params EquatableArray<Cause> causes) =>
        (Name, About, Causes) = (name, about, causes);

    /// <summary>What it is called: a noun in lower case, unless it is a name.</summary>
    public string Name { get; }

    /// <summary>What is looked at, for the list of all links.</summary>
    public string About { get; }

    /// <summary>All that can be found of it, but for what differs from the desired state.</summary>
    public EquatableArray<Cause> Causes { get; }

    /// <summary>What is found of it, the worst first.</summary>
    public LinkReport Examine(Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var differing = evidence.Drifts.Where(d => KnownLinks.Of(d, evidence) == this)
            .Select(d => DriftFinding.Of(d, evidence, Breaks)).ToList();
        var skipped = NotLooked(evidence);
        var found = (skipped is null ? Find(evidence) : []).Concat(differing).OrderByDescending(f => f.Weight).ToEquatableArray();
        return !found.IsEmpty ? new(this, found[0].Weight, Message.Empty, found)
            : skipped is not null ? new(this, Weight.NotLooked, skipped, [])
            : new(this, Weight.Well, Well(evidence), []);
    }

    /// <summary>Whether what differs of it can keep the extension from its calls.</summary>
    private protected virtual bool Breaks => true;

    /// <summary>Whether a difference from the desired state is of this link; the first link that says so has it.</summary>
    internal virtual bool Owns(Drift drift, Evidence evidence) => false;

    /// <summary>Why it cannot be looked at, or why there is nothing to look at; null where there is.</summary>
    private protected virtual Message? NotLooked(Evidence evidence) => null;

    /// <summary>What is wrong with it.</summary>
    private protected abstract IEnumerable<Finding> Find(Evidence evidence);

    /// <summary>What is well, where nothing is wrong.</summary>
    private protected abstract Message Well(Evidence evidence);
}
