using ConnectSchappo.Reconciler.Core;
using ConnectSchappo.Reconciler.Core.Drifts;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>One thing that applying did or tried, and how it went. For a person, without secrets.</summary>
internal abstract record Step(StepResult Result, string Text)
{
    public string Text { get; init; } = PlainText.Line(Text);

    /// <summary>The id of the transaction that it belongs to; null where there was none.</summary>
    public string? Transaction { get; init; }

    /// <summary>The subjects that it was done for; none where it was about all of them.</summary>
    public EquatableArray<Subject> Parts { get; init; }

    public sealed record Edited(string Path, StepResult Result, string Text) : Step(Result, Text);

    public sealed record Activated(Activation Activation, StepResult Result, string Text) : Step(Result, Text)
    {
        /// <summary>Channels that were up when it began; null where only the round's first look may tell.</summary>
        public int? Channels { get; init; }

        /// <summary>Whether it brought back what was there before a change.</summary>
        public bool Undoes { get; init; }
    }

    /// <summary>Something that the transaction itself came to.</summary>
    public sealed record Transacted(TransactionEvent Event, StepResult Result, string Text) : Step(Result, Text);
}
