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
    private readonly Func<(string Name, string Protocol, string Address), string> column;

    private TransportTableQuestion(
        Message what, Func<DesiredBox, bool> isNeeded, Func<(string Name, string Protocol, string Address), string> column)
        : base("pjsip show transports") => (What, this.isNeeded, this.column) = (what, isNeeded, column);

    /// <summary>Their names.</summary>
    public static TransportTableQuestion Names { get; } = new(
        $"names of transports in memory", box => box.Pjsip.Any(o => o["transport"] is not null), row => row.Name);

    /// <summary>Their protocols, in lower case.</summary>
    public static TransportTableQuestion Protocols { get; } = new(
        $"whether PJSIP has a port for desk phones", box => box.Pjsip.Any(TransportDrifts.Needs), row => row.Protocol);

    public override Message What { get; }

    internal override bool IsNeeded(DesiredBox box) => isNeeded(box);

    private protected override Fact<ImmutableHashSet<string>> Read(AsteriskCatalogue catalogue, IReadOnlyList<string> lines) =>
        SorceryText.Transports(lines).Select(rows => rows.Select(column).ToImmutableHashSet(StringComparer.Ordinal));
}
