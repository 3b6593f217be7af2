namespace ConnectSchappo.Reconciler.Core.Traces;

/// <summary>
/// A SIP message that Asterisk has got or sent, as its debug shows it. Texts are as they came, and empty where there is none.
/// </summary>
public sealed record SipMessage
{
    /// <summary>When, as the console has it.</summary>
    public required string Time { get; init; }

    /// <summary>Whether Asterisk has got it, and not sent it.</summary>
    public required bool IsReceived { get; init; }

    /// <summary>The other end: a transport where Asterisk names one, and address and port: <c>UDP:192.0.2.1:5060</c>.</summary>
    public required string Peer { get; init; }

    /// <summary>Which driver showed it: <c>pjsip</c> or <c>chan_sip</c>.</summary>
    public required string Driver { get; init; }

    /// <summary>The line with which Asterisk's debug begins it.</summary>
    public required string Heading { get; init; }

    /// <summary>Its lines, without credentials: the first line, headers, an empty line, the body.</summary>
    public required EquatableArray<string> Lines { get; init; }

    /// <summary>The first line.</summary>
    public string First => Lines.IsEmpty ? "" : Lines[0];

    /// <summary>Whether it is a response.</summary>
    public bool IsResponse => First.StartsWith("SIP/2.0 ", StringComparison.Ordinal);

    /// <summary>The method of a request, or status and reason of a response: <c>INVITE</c>, <c>401 Unauthorized</c>.</summary>
    public string What => IsResponse ? First["SIP/2.0 ".Length..] : First.Split(' ', 2)[0];

    public string CallId => Header("Call-ID", "i");

    public string CSeq => Header("CSeq", "");

    public string From => Header("From", "f");

    public string To => Header("To", "t");

    /// <summary>A header's value; empty where it has none.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="compact">Its short name (RFC 3261, 7.3.3).</param>
    public string Header(string name, string compact) => Headers(name, compact).FirstOrDefault("");

    /// <summary>The values of all headers of a name.</summary>
    public IEnumerable<string> Headers(string name, string compact)
    {
        foreach (var line in Lines.Skip(1))
        {
            if (line.Length == 0)
            {
                yield break;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var of = colon > 0 ? line.AsSpan(0, colon).TrimEnd() : default;
            if (of.Length > 0
                && (of.Equals(name, StringComparison.OrdinalIgnoreCase) || of.Equals(compact, StringComparison.OrdinalIgnoreCase)))
            {
                yield return line[(colon + 1)..].Trim();
            }
        }
    }
}
