using System.Collections.Immutable;
using System.Globalization;
using ConnectSchappo.Reconciler.Core.Messages;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Observations.Questions;

/// <summary>
/// What Asterisk does now, read from its running memory and never from a file: an answer to each question that was asked. What a subject
/// asks of it, that subject's folder adds as properties.
/// </summary>
public sealed class AsteriskMemory
{
    private readonly Message unasked;
    private readonly ImmutableDictionary<MemoryQuestion, Answered> answers;

    private AsteriskMemory(Message unasked, ImmutableDictionary<MemoryQuestion, Answered> answers) =>
        (this.unasked, this.answers) = (unasked, answers);

    /// <summary>Date and time of the start, as the box's own clock says; it changes when and only when Asterisk restarts.</summary>
    public Fact<string> Started => Answer(StartedQuestion.Instance);

    /// <summary>The same as a time of the box's own clock; null where it is not known.</summary>
    public DateTime? StartedAt => Started.TryGet(out var text)
        && DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        ? time
        : null;

    /// <summary>Date and time of the last reload of anything, by the box's own clock; of the start where there was none since.</summary>
    public Fact<DateTime> Reloaded => Answer(ReloadedQuestion.Instance);

    /// <summary>The directory that Asterisk reads its configuration from.</summary>
    public Fact<string> ConfigDirectory => Answer(ConfigDirectoryQuestion.Instance);

    /// <summary>Channels that are up.</summary>
    public Fact<int> Channels => Answer(ChannelsQuestion.Instance);

    /// <summary>A memory of which nothing is known, for one reason.</summary>
    public static AsteriskMemory Unknown(Message reason) => new(reason, ImmutableDictionary<MemoryQuestion, Answered>.Empty);

    /// <summary>The answer to a question; unknown where it was not asked.</summary>
    public Fact<T> Answer<T>(MemoryQuestion<T> question) =>
        answers.TryGetValue(question, out var answer) ? (Fact<T>)answer.Fact : Fact.Unknown<T>(unasked);

    /// <summary>
    /// The names that were asked about one by one: whether there is another one is not known. Null where the answer has all there are.
    /// </summary>
    public ImmutableHashSet<string>? AskedByName(MemoryQuestion question) => answers.GetValueOrDefault(question)?.Names;

    /// <summary>The same memory with another answer.</summary>
    /// <param name="question">What was asked.</param>
    /// <param name="answer">What was answered.</param>
    /// <param name="names">The names that were asked about one by one; null where the answer has all there are.</param>
    public AsteriskMemory With<T>(MemoryQuestion<T> question, Fact<T> answer, ImmutableHashSet<string>? names = null) =>
        new(unasked, answers.SetItem(question, new Answered(answer, names)));

    // A fact of the type of its question.
    private sealed record Answered(object Fact, ImmutableHashSet<string>? Names);
}
