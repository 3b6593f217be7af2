namespace ConnectSchappo.Reconciler.Core.Observations.Ami;

/// <summary>The replies to the actions of one batch, each found by its action.</summary>
public sealed class AmiAnswers
{
    private readonly Dictionary<AmiAction, AmiReply> replies;

    /// <param name="actions">What was sent, each action once.</param>
    /// <param name="replies">What came back, in the order of the actions.</param>
    public AmiAnswers(IReadOnlyList<AmiAction> actions, IReadOnlyList<AmiReply> replies)
    {
        this.replies = actions.Count == replies.Count
            ? actions.Zip(replies).ToDictionary(r => r.First, r => r.Second)
            : throw new ArgumentException($"{actions.Count} actions have {replies.Count} replies.", nameof(replies));
    }

    private AmiAnswers(Dictionary<AmiAction, AmiReply> replies) => this.replies = replies;

    /// <summary>These, and the replies to more actions, none of which was among these.</summary>
    public AmiAnswers And(IReadOnlyList<AmiAction> actions, IReadOnlyList<AmiReply> more) =>
        new(replies.Concat(new AmiAnswers(actions, more).replies).ToDictionary(r => r.Key, r => r.Value));

    /// <summary>The reply to an action.</summary>
    /// <exception cref="KeyNotFoundException">The action was not sent.</exception>
    public AmiReply To(AmiAction action) => replies[action];

    /// <summary>Whether the action was sent.</summary>
    internal bool Has(AmiAction action) => replies.ContainsKey(action);

    /// <summary>The lines that a command printed.</summary>
    internal IReadOnlyList<string> Lines(AmiAction command) => [.. To(command).Output];
}
