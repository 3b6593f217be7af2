using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>The names of all endpoints, ours or not.</summary>
public sealed class EndpointNamesQuestion : MemoryQuestion<ImmutableHashSet<string>>
{
    private const string Command = "pjsip show endpoints";

    private EndpointNamesQuestion()
    {
    }

    public static EndpointNamesQuestion Instance { get; } = new();

    public override Message What { get; } = $"names of endpoints in memory";

    internal override bool IsNeeded(DesiredBox box) => !box.Pjsip.IsEmpty;

    internal override IEnumerable<AmiAction> Actions(DesiredBox box) => [PjsipLists.Endpoints];

    internal override IEnumerable<string> Commands(DesiredBox box) => [Command];

    internal override Fact<ImmutableHashSet<string>> Read(DesiredBox box, AmiAnswers answers) =>
        Set(answers.To(PjsipLists.Endpoints).Names(PjsipLists.Endpoints.Name));

    internal override Fact<ImmutableHashSet<string>> Read(DesiredBox box, CliAnswers answers) =>
        Set(SorceryText.EndpointNames(answers[Command]));

    private static Fact<ImmutableHashSet<string>> Set(Fact<EquatableArray<string>> names) =>
        names.Select(n => n.ToImmutableHashSet(StringComparer.Ordinal));
}
