using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>The outbound registrations; asked for where the desired state has some.</summary>
internal sealed class RegistrationsQuestion() : PjsipObjectsQuestion(PjsipType.Registration)
{
    internal override IEnumerable<AmiAction> Actions(DesiredBox box) => Has(box) ? [PjsipLists.Registrations] : [];

    internal override Fact<ImmutableDictionary<string, SorceryObject>> Read(DesiredBox box, AmiAnswers answers) => Has(box)
        ? answers.To(PjsipLists.Registrations).Objects(box.Catalogue, PjsipLists.Registrations.Name, PjsipLists.IsRegistration)
        : NotAsked;

    internal override Fact<ImmutableDictionary<string, SorceryObject>> Read(DesiredBox box, CliAnswers answers) =>
        Has(box) ? base.Read(box, answers) : NotAsked;
}
