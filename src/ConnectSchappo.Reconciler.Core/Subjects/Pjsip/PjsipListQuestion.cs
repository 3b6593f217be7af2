using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>The objects of a type of which the manager interface lists all, with all their options.</summary>
internal sealed class PjsipListQuestion(PjsipType type, AmiAction list) : PjsipObjectsQuestion(type)
{
    internal override bool IsNeeded(DesiredBox box) => !box.Pjsip.IsEmpty;

    internal override IEnumerable<AmiAction> Actions(DesiredBox box) => [list];

    internal override Fact<ImmutableDictionary<string, SorceryObject>> Read(DesiredBox box, AmiAnswers answers) =>
        answers.To(list).Objects(box.Catalogue, list.Name);
}
