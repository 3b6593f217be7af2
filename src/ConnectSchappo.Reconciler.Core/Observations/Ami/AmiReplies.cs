namespace ConnectSchappo.Reconciler.Core.Observations.Ami;

/// <summary>
/// Matches frames to the actions of one batch, by their identifiers. Frames of nobody's, like events that Asterisk sends on its
/// own, are passed over.
/// </summary>
public sealed class AmiReplies
{
    /// <summary>The most frames of all replies of a batch together: twenty for each of ten thousand endpoints.</summary>
    public const int MostFrames = 200_000;

    private readonly Dictionary<string, int> places;
    private readonly AmiFrame?[] responses;
    private readonly List<AmiFrame>[] events;
    private int open;
    private int taken;

    public AmiReplies(IReadOnlyList<string> actionIds)
    {
        places = actionIds.Index().ToDictionary(id => id.Item, id => id.Index, StringComparer.Ordinal);
        responses = new AmiFrame?[actionIds.Count];
        events = [.. actionIds.Select(_ => new List<AmiFrame>())];
        open = actionIds.Count;
    }

    public bool Complete => open == 0;

    /// <exception cref="AmiExcessException">The batch has more frames than are held.</exception>
    public void Add(AmiFrame frame)
    {
        if (++taken > MostFrames)
        {
            throw new AmiExcessException($"{MostFrames} frames a reply");
        }

        if (frame.ActionId is not { } id || !places.TryGetValue(id, out var place))
        {
            return;
        }

        if (frame.Response is not null)
        {
            responses[place] = frame;
            open -= frame.StartsList ? 0 : 1;
        }
        else if (frame.EndsList)
        {
            open--;
        }
        else
        {
            events[place].Add(frame);
        }
    }

    /// <summary>The replies in the order of the actions, once <see cref="Complete"/>.</summary>
    public IReadOnlyList<AmiReply> Take() => Complete
        ? [.. responses.Select((response, place) => new AmiReply(response!, events[place].ToEquatableArray()))]
        : throw new InvalidOperationException("Not every action is answered yet.");
}
