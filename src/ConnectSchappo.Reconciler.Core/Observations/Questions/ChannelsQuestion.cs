using System.Globalization;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Observations.Questions;

/// <summary>How many channels are up.</summary>
public sealed class ChannelsQuestion : MemoryQuestion<int>
{
    private const string Command = "core show channels count";

    private static readonly AmiAction List = new("CoreShowChannels");

    private ChannelsQuestion()
    {
    }

    public static ChannelsQuestion Instance { get; } = new();

    public override Message What { get; } = $"channels in progress";

    internal override bool IsNeeded(DesiredBox box) => true;

    internal override IEnumerable<AmiAction> Actions(DesiredBox box) => [List];

    internal override IEnumerable<string> Commands(DesiredBox box) => [Command];

    internal override Fact<int> Read(DesiredBox box, AmiAnswers answers) => answers.To(List).Listed(List.Name, events => events.Count);

    internal override Fact<int> Read(DesiredBox box, CliAnswers answers) =>
        answers[Command].FirstOrDefault(l => l.Contains(" active channel", StringComparison.Ordinal)) is { } line
        && int.TryParse(line.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? Fact.Known(count)
            : Fact.Unknown<int>($"no answer to {Command}");
}
