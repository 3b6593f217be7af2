using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;
using ConnectSchappo.Reconciler.Core.Subjects.Pjsip.Declared;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>One column of the table of all transports, ours or not, which <c>pjsip show transports</c> prints.</summary>
public sealed class TransportTableQuestion : PrintedQuestion<ImmutableHashSet<string>>
{
    private readonly Func<DesiredBox, bool> isNeeded;
    private readonly Func<IReadOnlyList<string>, Fact<EquatableArray<string>>> column;

    private TransportTableQuestion(
        Message what, Func<DesiredBox, bool> isNeeded, Func<IReadOnlyList<string>, Fact<EquatableArray<string>>> column)
        : base("pjsip show transports") => (What, this.isNeeded, this.column) = (what, isNeeded, column);

    /// <summary>Their names.</summary>
    public static TransportTableQuestion Names { get; } = new(
        $"names of transports in memory", box => box.Pjsip.Any(o => o["transport"] is not null), SorceryText.TransportNames);

    /// <summary>Their protocols, in lower case.</summary>
    public static TransportTableQuestion Protocols { get; } = new(
        $"whether PJSIP has a port for desk phones", box => box.Pjsip.Any(TransportDrifts.Needs), SorceryText.TransportProtocols);

    public override Message What { get; }

    internal override bool IsNeeded(DesiredBox box) => isNeeded(box);

    private protected override Fact<ImmutableHashSet<string>> Read(AsteriskCatalogue catalogue, IReadOnlyList<string> lines) =>
        column(lines).Select(n => n.ToImmutableHashSet(StringComparer.Ordinal));
}
