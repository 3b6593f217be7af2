using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>
/// Objects that Asterisk lists more than once, each with its type: a file and another source, such as a wizard, make them, and only one of
/// them is in force. A list that is not known has none; that it is not known is told of what else it answers.
/// </summary>
public sealed class TwinsQuestion : MemoryQuestion<ImmutableHashSet<(PjsipType Type, string Name)>>
{
    // Only these lists have all objects of a type, and nothing else in them.
    private static readonly (PjsipType Type, AmiAction List)[] Lists =
        [(PjsipType.Auth, PjsipLists.Auths), (PjsipType.Aor, PjsipLists.Aors), (PjsipType.Endpoint, PjsipLists.Endpoints)];

    private TwinsQuestion()
    {
    }

    public static TwinsQuestion Instance { get; } = new();

    public override Message What { get; } = $"objects that are listed twice";

    internal override bool IsNeeded(DesiredBox box) => false;

    internal override IEnumerable<AmiAction> Actions(DesiredBox box) => Lists.Select(l => l.List);

    internal override Fact<ImmutableHashSet<(PjsipType Type, string Name)>> Read(DesiredBox box, AmiAnswers answers) =>
        Fact.Known<ImmutableHashSet<(PjsipType, string)>>([
            .. from list in Lists
               let known = answers.To(list.List).Names(list.List.Name).TryGet(out var names) ? names : []
               from twins in known.GroupBy(n => n, StringComparer.Ordinal)
               where twins.Skip(1).Any()
               select (list.Type, twins.Key),
        ]);
}
