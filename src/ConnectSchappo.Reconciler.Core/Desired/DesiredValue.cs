namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>What an option should be: text in Asterisk's own spelling, or a secret by its name.</summary>
public abstract record DesiredValue
{
    private DesiredValue()
    {
    }

    /// <summary>Text as it will stand in the file, unescaped.</summary>
    public sealed record Text(string Value) : DesiredValue
    {
        /// <summary>Its items, where each of them is a line of its own in the file; none where it is one line.</summary>
        public EquatableArray<string> Lines { get; init; }

        public override string ToString() => Value;
    }

    /// <summary>A reference to a secret; its value is resolved at the last moment and never stands here.</summary>
    public sealed record SecretReference(string Name) : DesiredValue
    {
        public override string ToString() => $"{{secret: {Name}}}";
    }
}
