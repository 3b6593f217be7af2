using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Drifts;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>One thing that applying did or tried, and how it went. For a person, without secrets.</summary>
internal abstract record Step(StepResult Result, Message Text)
{
    /// <summary>The id of the transaction that it belongs to; null where there was none.</summary>
    public string? Transaction { get; init; }

    /// <summary>The subjects that it was done for; none where it was about all of them.</summary>
    public EquatableArray<Subject> Parts { get; init; }

    public sealed record Edited(string Path, StepResult Result, Message Text) : Step(Result, Text);

    public sealed record Activated(Activation Activation, StepResult Result, Message Text) : Step(Result, Text)
    {
        /// <summary>Channels that were up when it began; null where only the round's first look may tell.</summary>
        public int? Channels { get; init; }

        /// <summary>Whether it brought back what was there before a change.</summary>
        public bool Undoes { get; init; }

        /// <summary>What Asterisk logged of a configuration that it did not take; null where it logged nothing.</summary>
        public string? Logged { get; init; }

        /// <summary>Whether it was done as planned and nothing was logged, so that nobody need be told more of it.</summary>
        public bool IsPlain => Result == StepResult.Done && !Undoes && Logged is null;
    }

    /// <summary>Something that the transaction itself came to.</summary>
    public sealed record Transacted(TransactionEvent Event, StepResult Result, Message Text) : Step(Result, Text);
}
