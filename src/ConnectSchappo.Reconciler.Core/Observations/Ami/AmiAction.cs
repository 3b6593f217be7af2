using System.Text;

namespace ConnectSchappo.Reconciler.Core.Observations.Ami;

/// <summary>Something to ask of Asterisk's manager interface: an action's name and its fields, in order.</summary>
public sealed record AmiAction
{
    /// <exception cref="ArgumentException">A name or value holds a line end, which would begin another field or action.</exception>
    public AmiAction(string name, params EquatableArray<AmiField> fields)
    {
        Name = Checked(name);
        foreach (var field in fields)
        {
            Checked(field.Name);
            Checked(field.Value);
        }

        Fields = fields;
    }

    public string Name { get; }

    public EquatableArray<AmiField> Fields { get; }

    /// <summary>A line of Asterisk's command line interface.</summary>
    public static AmiAction Command(string line) => new("Command", new AmiField("Command", line));

    /// <summary>The action as it is sent; the identifier comes back in its reply.</summary>
    public string Print(string actionId)
    {
        var text = new StringBuilder($"Action: {Name}\r\nActionID: {Checked(actionId)}\r\n");
        foreach (var field in Fields)
        {
            text.Append(field.Name).Append(": ").Append(field.Value).Append("\r\n");
        }

        return text.Append("\r\n").ToString();
    }

    private static string Checked(string text) => text.AsSpan().ContainsAny('\r', '\n', '\0')
        ? throw new ArgumentException("A field of an action is one line.", nameof(text))
        : text;
}
