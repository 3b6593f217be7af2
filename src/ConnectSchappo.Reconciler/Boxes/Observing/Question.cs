using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Boxes.Observing;

/// <summary>Names what was asked of a box where no answer comes in time: the connection knows only how long it waited.</summary>
internal static class Question
{
    /// <param name="what">What was asked, to stand behind "cannot read".</param>
    /// <param name="answer">The answer to come.</param>
    /// <exception cref="BoxFailure">As the answer's own; one of a deadline says what was asked.</exception>
    public static async Task<T> Of<T>(Message what, Task<T> answer)
    {
        try
        {
            return await answer;
        }
        catch (BoxFailure late) when (late.Kind == BoxFailureKind.Deadline)
        {
            throw new BoxFailure(late.Kind, $"Cannot read {what}: {late.Reason}", late);
        }
    }
}
