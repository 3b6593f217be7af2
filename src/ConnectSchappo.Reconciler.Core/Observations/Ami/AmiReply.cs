namespace ConnectSchappo.Reconciler.Core.Observations.Ami;

/// <summary>What Asterisk answered to one action: its response, and the events of the list that it announced, without their last.</summary>
public sealed record AmiReply(AmiFrame Response, EquatableArray<AmiFrame> Events)
{
    /// <summary>
    /// Whether Asterisk took the action. An empty list is an error with some actions (PJSIPShowContacts): read <see cref="Message"/>.
    /// </summary>
    public bool Succeeded => "Success".Equals(Response.Response, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the list ended before its end: what is not in it may be there all the same.</summary>
    public bool IsCutShort { get; init; }

    public string Message => Response["Message"] ?? "";

    /// <summary>The lines that a Command printed.</summary>
    public IEnumerable<string> Output => Response.All("Output");
}
