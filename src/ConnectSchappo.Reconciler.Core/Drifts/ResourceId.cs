using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// A thing on a box that can differ, as data: two are the same where their values are. Its name is for people, and nothing is read out of
/// it. Each subject has kinds of its own in its folder; those that several have are here.
/// </summary>
public abstract record ResourceId(Subject Subject)
{
    /// <summary>How people are told of it, such as <c>endpoint 250</c>.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// The object that it belongs to: the smallest thing that is kept as it was while the others of its subject are changed. Of PJSIP an
    /// object by its type and name, of chan_sip a peer, a service; otherwise all settings of the subject.
    /// </summary>
    public virtual ResourceId Object => new SettingsId(Subject);

    /// <summary>An object in one line, as it is kept on a box and on our disk.</summary>
    public virtual string Key => Name;

    /// <summary>Whether Asterisk's complaint about its configuration is about it, about all of its kind, or about its file.</summary>
    internal virtual bool IsMeantBy(ConfigComplaint complaint) => false;

    public sealed override string ToString() => PlainText.Line(Name);
}
