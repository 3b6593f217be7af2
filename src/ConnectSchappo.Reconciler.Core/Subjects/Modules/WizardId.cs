using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Modules;

/// <summary>Extensions of pjsip_wizard.conf, by the section that makes them.</summary>
public sealed record WizardId(string Section) : ResourceId(ModulesSubject.Instance)
{
    public override string Name => $"wizard {Section}";
}
