using ConnectSchappo.Reconciler.Core.Plans;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>One thing that applying did or tried, and how it went. For a person, without secrets.</summary>
internal abstract record Step(StepResult Result, string Text)
{
    public sealed record Edited(string Path, StepResult Result, string Text) : Step(Result, Text);

    public sealed record Activated(Activation Activation, StepResult Result, string Text) : Step(Result, Text);

    /// <summary>Something that the transaction itself came to.</summary>
    public sealed record Transacted(TransactionEvent Event, StepResult Result, string Text) : Step(Result, Text);
}
