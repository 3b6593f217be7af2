using System.Globalization;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Observations.Questions;

/// <summary>When anything was reloaded last, by the box's own clock; the time of the start where nothing was since.</summary>
public sealed class ReloadedQuestion : MemoryQuestion<DateTime>
{
    private ReloadedQuestion()
    {
    }

    public static ReloadedQuestion Instance { get; } = new();

    public override Message What { get; } = $"when Asterisk reloaded something last";

    // It explains what differs, and decides nothing.
    internal override bool IsNeeded(DesiredBox box) => false;

    internal override IEnumerable<AmiAction> Actions(DesiredBox box) => [StartedQuestion.Status];

    internal override Fact<DateTime> Read(DesiredBox box, AmiAnswers answers)
    {
        var status = answers.To(StartedQuestion.Status);
        return status.Said(r => $"{r["CoreReloadDate"]} {r["CoreReloadTime"]}").TryGet(out var text)
            && DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            && BoxClock.IsPlausible(time)
                ? Fact.Known(time)
                : Fact.Unknown<DateTime>(status.Why());
    }
}
