namespace ConnectSchappo.Reconciler.Core.Observations.Ami;

/// <summary>
/// Matches frames to the actions of one batch, by their identifiers. Frames of nobody's, like events that Asterisk sends on its
/// own, are passed over.
/// </summary>
public sealed class AmiReplies
{
    /// <summary>The most frames of all replies of a batch together: twenty for each of ten thousand endpoints.</summary>
    public const int MostFrames = 200_000;

    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly AmiFrame?[] responses;
    private readonly List<AmiFrame>[] events;
    private readonly AmiFrame?[] ends;
    private int open;
    private int taken;

    /// <exception cref="ArgumentException">Two actions have one identifier.</exception>
    public AmiReplies(IReadOnlyList<string> actionIds)
    {
        foreach (var (place, id) in actionIds.Index())
        {
            places.Add(id, place);
        }

        responses = new AmiFrame?[actionIds.Count];
        events = [.. actionIds.Select(_ => new List<AmiFrame>())];
        ends = new AmiFrame?[actionIds.Count];
        open = actionIds.Count;
    }

    /// <summary>Whether every action has its response, and every list that one announced has ended.</summary>
    public bool Complete => open == 0;

    /// <remarks>Of two responses to one action, which Asterisk does not send, the first counts.</remarks>
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

        var wasOpen = IsOpen(place);
        if (frame.Response is not null)
        {
            responses[place] ??= frame;
        }
        else if (frame.EndsList)
        {
            ends[place] ??= frame;
        }
        else
        {
            events[place].Add(frame);
        }

        open -= wasOpen && !IsOpen(place) ? 1 : 0;
    }

    /// <summary>The replies in the order of the actions, once <see cref="Complete"/>.</summary>
    public IReadOnlyList<AmiReply> Take() => Complete
        ? [.. responses.Select(
            (response, place) => new AmiReply(
                response!, events[place].ToEquatableArray()) { IsCutShort = ends[place]?.IsCutShort == true })]
        : throw new InvalidOperationException("Not every action is answered yet.");

    private bool IsOpen(int place) => responses[place] is not { } response || (response.StartsList && ends[place] is null);
}
