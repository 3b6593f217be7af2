using ConnectSchappo.Reconciler.Core.Plans;

namespace ConnectSchappo.Reconciler.Applying;

/// <summary>One thing that applying did or tried: an edit or an activation, and how it went. For a person, without secrets.</summary>
internal abstract record Step(StepResult Result, string Text)
{
    public sealed record Edited(string Path, StepResult Result, string Text) : Step(Result, Text);

    public sealed record Activated(Activation Activation, StepResult Result, string Text) : Step(Result, Text);
}
