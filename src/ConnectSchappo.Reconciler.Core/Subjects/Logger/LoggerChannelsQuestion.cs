using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Ami;
using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;

namespace ConnectSchappo.Reconciler.Core.Subjects.Logger;

/// <summary>
/// The files that Asterisk logs to; asked where the desired state speaks of them. It shows none that it could not open, and a file twice
/// that two lines name. Source: Asterisk 16.28 and 22.10.1, tried; the format is the same.
/// </summary>
public sealed class LoggerChannelsQuestion : MemoryQuestion<EquatableArray<LoggerChannel>>
{
    private const string Command = "logger show channels";

    private static readonly AmiAction Action = AmiAction.Command(Command);

    private LoggerChannelsQuestion()
    {
    }

    public static LoggerChannelsQuestion Instance { get; } = new();

    public override Message What { get; } = $"the log files in memory";

    internal override bool IsNeeded(DesiredBox box) => !box.LoggerChannels.IsEmpty;

    /// <summary>Reads what <c>logger show channels</c> prints.</summary>
    /// <returns>Unknown where what was printed is no such list.</returns>
    internal static Fact<EquatableArray<LoggerChannel>> Read(IReadOnlyList<string> lines) =>
        !lines.Any(l => l.StartsWith("Channel ", StringComparison.Ordinal))
            ? Fact.Unknown<EquatableArray<LoggerChannel>>($"no answer to {Command}")
            : Fact.Known((from line in lines
                          let words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                          where words is [['/', ..], "File", _, "Enabled", "-", ..]
                          from level in words[5..]
                          group level.ToLowerInvariant() by words[0] into file
                          select new LoggerChannel(file.Key, file.Distinct(StringComparer.Ordinal).ToEquatableArray())).ToEquatableArray());

    internal override IEnumerable<AmiAction> Actions(DesiredBox box) => IsNeeded(box) ? [Action] : [];

    internal override IEnumerable<string> Commands(DesiredBox box) => IsNeeded(box) ? [Command] : [];

    internal override Fact<EquatableArray<LoggerChannel>> Read(DesiredBox box, AmiAnswers answers) => !IsNeeded(box)
        ? Fact.Unknown<EquatableArray<LoggerChannel>>($"not asked")
        : answers.To(Action) is { Succeeded: false } refused
            ? Fact.Unknown<EquatableArray<LoggerChannel>>($"{Command}: {refused.Why()}")
            : Read(answers.Lines(Action));

    internal override Fact<EquatableArray<LoggerChannel>> Read(DesiredBox box, CliAnswers answers) => Read(answers[Command]);
}
