namespace ConnectSchappo.Reconciler.Core.Traces;

/// <summary>The messages of one Call-ID, in the order in which they came.</summary>
/// <param name="CallId">The Call-ID; empty where the messages have none.</param>
/// <param name="Messages">One at least.</param>
public sealed record SipDialog(string CallId, EquatableArray<SipMessage> Messages)
{
    /// <summary>The messages by dialog, in the order in which the dialogs began.</summary>
    public static IEnumerable<SipDialog> Of(IEnumerable<SipMessage> messages) =>
        messages.GroupBy(m => m.CallId, StringComparer.Ordinal).Select(g => new SipDialog(g.Key, [.. g]));
}
