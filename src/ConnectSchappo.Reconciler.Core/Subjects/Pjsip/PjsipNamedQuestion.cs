using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>The objects of a type for which the manager interface has no list: it runs the command line's commands instead.</summary>
internal sealed class PjsipNamedQuestion(PjsipType type) : PjsipObjectsQuestion(type)
{
    internal override IEnumerable<AmiAction> Actions(DesiredBox box) => Names(box).Select(Action);

    internal override Fact<ImmutableDictionary<string, SorceryObject>> Read(DesiredBox box, AmiAnswers answers) => Has(box)
        ? Shown(box, name => answers.Lines(Action(name)), name => $"no answer about {name}: {answers.To(Action(name)).Why()}")
        : NotAsked;

    internal override Fact<ImmutableDictionary<string, SorceryObject>> Read(DesiredBox box, CliAnswers answers) =>
        Has(box) ? base.Read(box, answers) : NotAsked;

    private AmiAction Action(string name) => AmiAction.Command(Command(name));
}
