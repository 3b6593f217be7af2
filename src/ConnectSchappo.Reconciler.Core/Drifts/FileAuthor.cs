namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>Whose hand a file of a box is.</summary>
public enum FileAuthor
{
    /// <summary>A person's.</summary>
    Person,

    /// <summary>The web interface's, which writes it anew, or the distribution's.</summary>
    Software,

    /// <summary>Ours.</summary>
    Reconciler,
}
