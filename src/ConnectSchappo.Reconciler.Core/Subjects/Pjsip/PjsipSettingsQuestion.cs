using System.Collections.Immutable;
using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;

namespace ConnectSchappo.Reconciler.Core.Subjects.Pjsip;

/// <summary>
/// The one global object of PJSIP, or the one of its system. <c>pjsip show settings</c> prints both, and is asked where the desired state
/// has one of them. Seen on Asterisk 16.28.
/// </summary>
internal sealed class PjsipSettingsQuestion(PjsipType type) : PjsipObjectsQuestion(type)
{
    private const string Settings = "pjsip show settings";

    /// <summary>Asks for both.</summary>
    internal static AmiAction Action { get; } = AmiAction.Command(Settings);

    internal override IEnumerable<AmiAction> Actions(DesiredBox box) => IsAsked(box) ? [Action] : [];

    internal override IEnumerable<string> Commands(DesiredBox box) => IsAsked(box) ? [Settings] : [];

    internal override Fact<ImmutableDictionary<string, SorceryObject>> Read(DesiredBox box, AmiAnswers answers) =>
        IsAsked(box) ? Read(box.Catalogue, answers.Lines(Action)) : NotAsked;

    internal override Fact<ImmutableDictionary<string, SorceryObject>> Read(DesiredBox box, CliAnswers answers) =>
        IsAsked(box) ? Read(box.Catalogue, answers[Settings]) : NotAsked;

    internal override ImmutableHashSet<string>? AskedByName(DesiredBox box, CliAnswers answers) => null;

    /// <summary>One of the two; null where it is not shown.</summary>
    internal static SorceryObject? One(AsteriskCatalogue catalogue, PjsipType type, IReadOnlyList<string> lines) =>
        SorceryText.Under(catalogue, type == PjsipType.Global ? "Global Settings:" : "System Settings:", type.TypeName(), lines);

    internal Fact<ImmutableDictionary<string, SorceryObject>> Read(AsteriskCatalogue catalogue, IReadOnlyList<string> lines) =>
        One(catalogue, Type, lines) is { } found
            ? Fact.Known(ImmutableDictionary<string, SorceryObject>.Empty.Add(found.Name, found))
            : Fact.Unknown<ImmutableDictionary<string, SorceryObject>>($"no answer to {Settings}");

    private static bool IsAsked(DesiredBox box) => box.Pjsip.Any(o => o.Type.IsSingle());
}
