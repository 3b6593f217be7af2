using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;

namespace ConnectSchappo.Reconciler.Core.Subjects.ChanSip;

/// <summary>
/// The names of chan_sip's peers. Without chan_sip there are none, and neither is the action that lists them. The command line is asked for
/// those that chan_sip must not have.
/// </summary>
public sealed class SipPeersQuestion : MemoryQuestion<ImmutableHashSet<string>>
{
    private const string Module = "chan_sip";

    private static readonly AmiAction List = new("SIPpeers");

    private static readonly AmiAction ModuleShown = AmiAction.Command(ModuleQuestion.Command(Module));

    private static readonly Fact<ImmutableHashSet<string>> None = Fact.Known(ImmutableHashSet<string>.Empty);

    private SipPeersQuestion()
    {
    }

    public static SipPeersQuestion Instance { get; } = new();

    public override Message What { get; } = $"chan_sip's peers";

    internal override bool IsNeeded(DesiredBox box) => !box.SipAbsent.IsEmpty && box.Catalogue.HasChanSip;

    internal override IEnumerable<AmiAction> Actions(DesiredBox box) => box.Catalogue.HasChanSip ? [List, ModuleShown] : [];

    internal override IEnumerable<string> Commands(DesiredBox box) =>
        IsNeeded(box) ? box.SipAbsent.Select(Command).Prepend(ModuleQuestion.Command(Module)) : [];

    internal override Fact<ImmutableHashSet<string>> Read(DesiredBox box, AmiAnswers answers)
    {
        if (!box.Catalogue.HasChanSip)
        {
            return None;
        }

        var peers = answers.To(List);
        return !peers.Succeeded && answers.To(ModuleShown).Succeeded && Lacks(answers.Lines(ModuleShown))
            ? None
            : peers.Names(List.Name).Select(names => names.ToImmutableHashSet(StringComparer.Ordinal));
    }

    internal override Fact<ImmutableHashSet<string>> Read(DesiredBox box, CliAnswers answers)
    {
        if (!box.Catalogue.HasChanSip || IsWithout(answers))
        {
            return None; // its commands do not exist
        }

        var peers = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var name in box.SipAbsent)
        {
            var lines = answers[Command(name)];
            if (lines.Any(l => l.Contains("* Name", StringComparison.Ordinal)))
            {
                peers.Add(name);
            }
            else if (!lines.Any(l => l.Contains("not found", StringComparison.Ordinal)))
            {
                return Fact.Unknown<ImmutableHashSet<string>>($"no answer to {Command(name)}");
            }
        }

        return Fact.Known(peers.ToImmutable());
    }

    internal override ImmutableHashSet<string>? AskedByName(DesiredBox box, CliAnswers answers) =>
        !IsNeeded(box) || IsWithout(answers) ? null : box.SipAbsent.ToImmutableHashSet(StringComparer.Ordinal);

    private static string Command(string peer) => $"sip show peer {peer}";

    private static bool IsWithout(CliAnswers answers) => Lacks(answers[ModuleQuestion.Command(Module)]);

    private static bool Lacks(IReadOnlyList<string> modules) =>
        ModuleQuestion.Read(modules, Module).TryGet(out var status) && status != ModuleStatus.Running;
}
