using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Desired.Yaml;

/// <summary>
/// YAML's own tree, with the place of everything. Scalars are text exactly as written (<c>yes</c>, <c>010</c>, <c>250</c>): what they
/// mean is for the option that takes them.
/// </summary>
internal abstract record Node(SourceLocation Place)
{
    /// <summary>How a problem names what stands here.</summary>
    public abstract Message What { get; }

    /// <param name="Text">The text, unquoted.</param>
    /// <param name="IsPlain">Whether it stands without quotes.</param>
    /// <param name="Place">Where it begins.</param>
    internal sealed record Scalar(string Text, bool IsPlain, SourceLocation Place) : Node(Place)
    {
        /// <summary>
        /// Whether this says nothing at all: <c>key:</c>, <c>key: ~</c> or <c>key: null</c>. Every other YAML reader takes these for
        /// "no value", so taking them for text would be a surprise.
        /// </summary>
        public bool IsNothing => IsPlain && Text is ("" or "~" or "null" or "Null" or "NULL");

        public override Message What => IsNothing ? (Message)$"nothing" : $"a single value";
    }

    internal sealed record List(EquatableArray<Node> Items, SourceLocation Place) : Node(Place)
    {
        public override Message What => $"a list";
    }

    internal sealed record Map(EquatableArray<Entry> Entries, SourceLocation Place) : Node(Place)
    {
        public override Message What => $"a map";
    }

    internal sealed record Entry(Scalar Key, Node Value);
}
