namespace ConnectSchappo.Reconciler.Core.Observations.Ami;

/// <summary>
/// What stands between two blank lines of Asterisk's manager interface: fields in their order, repeated ones kept. Names are
/// compared without regard to case, as Asterisk does.
/// </summary>
public sealed record AmiFrame(EquatableArray<AmiField> Fields)
{
    /// <summary>The value of the first field of that name, or null.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var field in Fields)
            {
                if (field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return field.Value;
                }
            }

            return null;
        }
    }

    public string? ActionId => this["ActionID"];

    /// <summary>The event's name, or null where the frame is a response.</summary>
    public string? Event => this["Event"];

    /// <summary>Success, Error, Goodbye and so on, or null where the frame is an event.</summary>
    public string? Response => this["Response"];

    /// <summary>Whether the response announces that a list follows as events.</summary>
    public bool StartsList => "start".Equals(this["EventList"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the event is the last of a list, complete or cut short (Complete, Cancelled).</summary>
    public bool EndsList => Event is not null && this["EventList"] is not null && !StartsList;

    /// <summary>Whether Asterisk says of a list that it did not bring it to its end.</summary>
    public bool IsCutShort => "cancelled".Equals(this["EventList"], StringComparison.OrdinalIgnoreCase);

    /// <summary>All values of a repeated field, in order, like the <c>Output</c> lines of a Command.</summary>
    public IEnumerable<string> All(string name) =>
        Fields.Where(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(field => field.Value);
}
