using YamlDotNet.Core;

namespace ConnectSchappo.Reconciler.Core.Desired.Edits;

/// <summary>
/// A node of a YAML text, with where it stands in that text: offsets of characters, from its start to before its
/// end, without its anchor and without what follows it on its last line.
/// </summary>
internal abstract class MarkedNode(int start, int end, string? anchor)
{
    public int Start => start;

    public int End => end;

    /// <summary>Its anchor, without the sign; null where it has none.</summary>
    public string? Anchor => anchor;

    /// <summary>Whether an alias stands for it somewhere, so that whoever changes it changes that place too.</summary>
    public bool IsShared { get; set; }

    public sealed class Scalar(string text, ScalarStyle style, int start, int end, string? anchor) : MarkedNode(start, end, anchor)
    {
        public string Text => text;

        public ScalarStyle Style => style;
    }

    public sealed class List(bool isFlow, EquatableArray<Item> items, int start, int end, string? anchor) : MarkedNode(start, end, anchor)
    {
        /// <summary>Whether it stands in brackets.</summary>
        public bool IsFlow => isFlow;

        public EquatableArray<Item> Items => items;

        /// <summary>Its items, those that are no single value left out.</summary>
        public IEnumerable<string> Texts => items.Select(i => i.Value).OfType<Scalar>().Select(s => s.Text);
    }

    public sealed class Map(bool isFlow, EquatableArray<Entry> entries, int start, int end, string? anchor)
        : MarkedNode(start, end, anchor)
    {
        /// <summary>Whether it stands in braces.</summary>
        public bool IsFlow => isFlow;

        public EquatableArray<Entry> Entries => entries;

        public Entry? this[string key]
        {
            get
            {
                foreach (var entry in entries)
                {
                    if (entry.Key.Text == key)
                    {
                        return entry;
                    }
                }

                return null;
            }
        }
    }

    /// <summary>What stands at a place: a node, or an alias of one.</summary>
    /// <param name="Value">The node, which stands elsewhere where an alias stands for it.</param>
    /// <param name="Start">Where what stands here begins, with its anchor.</param>
    /// <param name="End">Where it ends.</param>
    /// <param name="IsAlias">Whether it is an alias.</param>
    public record Item(MarkedNode Value, int Start, int End, bool IsAlias);

    /// <summary>A key and what stands at it.</summary>
    public sealed record Entry(Scalar Key, MarkedNode Value, int Start, int End, bool IsAlias) : Item(Value, Start, End, IsAlias);
}
