using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler;

/// <summary>
/// A failure that is reported to a person: a message with the cause and the remedy, and no secret. The exception's text is its English.
/// </summary>
/// <param name="reason">What failed, why, and what to do.</param>
/// <param name="inner">What it comes from.</param>
internal abstract class Failure(Message reason, Exception? inner = null) : Exception(reason.In(Language.English), inner)
{
    /// <summary>What failed, why, and what to do.</summary>
    public Message Reason { get; } = reason;

    /// <summary>The reason of any exception, which of one that is not ours is its own text.</summary>
    public static Message ReasonOf(Exception failure) => failure is Failure known ? known.Reason : $"{failure.Message}";
}
