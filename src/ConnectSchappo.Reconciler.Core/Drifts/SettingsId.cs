namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// What a subject has besides objects of its own: the options of http, the preloads of modules, the whitelist of fail2ban.
/// </summary>
public sealed record SettingsId(Subject Subject) : ResourceId(Subject)
{
    public override string Name => Subject.Name;

    public override ResourceId Object => this;
}
