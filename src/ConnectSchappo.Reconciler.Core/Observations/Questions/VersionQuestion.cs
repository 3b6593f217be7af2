using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Observations.Questions;

/// <summary>Which version of Asterisk runs: <c>16.28.0</c>.</summary>
public sealed class VersionQuestion : MemoryQuestion<string>
{
    private const string Command = "core show version";

    private const string Title = "Asterisk ";

    private static readonly AmiAction Settings = new("CoreSettings");

    private VersionQuestion()
    {
    }

    public static VersionQuestion Instance { get; } = new();

    public override Message What { get; } = $"which version of Asterisk runs";

    internal override bool IsNeeded(DesiredBox box) => false;

    internal override IEnumerable<AmiAction> Actions(DesiredBox box) => [Settings];

    internal override IEnumerable<string> Commands(DesiredBox box) => [Command];

    internal override Fact<string> Read(DesiredBox box, AmiAnswers answers) => answers.To(Settings).Said(r => r["AsteriskVersion"]);

    internal override Fact<string> Read(DesiredBox box, CliAnswers answers) =>
        answers[Command].Select(l => l.Trim()).FirstOrDefault(l => l.StartsWith(Title, StringComparison.Ordinal)) is { } line
            ? Fact.Known(line.Split(' ')[1])
            : Fact.Unknown<string>($"no answer to {Command}");
}
