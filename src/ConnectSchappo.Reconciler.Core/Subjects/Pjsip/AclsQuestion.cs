using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>PJSIP's ACLs, which Asterisk 16 shows nowhere: nothing is asked, and nothing known.</summary>
internal sealed class AclsQuestion() : PjsipObjectsQuestion(PjsipType.Acl)
{
    internal override bool IsNeeded(DesiredBox box) => false;

    internal override IEnumerable<AmiAction> Actions(DesiredBox box) => [];

    internal override IEnumerable<string> Commands(DesiredBox box) => [];

    internal override Fact<ImmutableDictionary<string, SorceryObject>> Read(DesiredBox box, AmiAnswers answers) => NotAsked;

    internal override Fact<ImmutableDictionary<string, SorceryObject>> Read(DesiredBox box, CliAnswers answers) => NotAsked;

    internal override ImmutableHashSet<string>? AskedByName(DesiredBox box, CliAnswers answers) => null;
}
