namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>A program that runs or does not: of the subject asterisk, or fail2ban.</summary>
public sealed record ServiceId(Subject Subject) : ResourceId(Subject)
{
    /// <summary>What a key begins with.</summary>
    public const string Mark = "service ";

    public override string Name => Subject.Name;

    public override string Key => Mark + Subject.Name;

    public override ResourceId Object => this;
}
