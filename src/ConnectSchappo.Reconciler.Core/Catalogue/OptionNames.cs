using System.Collections.Frozen;

namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>
/// The names of PJSIP's options as the file and the manager interface spell them, <c>rtp_symmetric</c> and <c>RtpSymmetric</c> being one;
/// each has a place among all of them, those of the most frequent types first.
/// </summary>
internal sealed class OptionNames
{
    private readonly string[] names;
    private readonly FrozenDictionary<string, int> inFile;
    private readonly Lazy<FrozenDictionary<string, int>> spelled; // only memory spells otherwise

    /// <param name="types">The names of each type, the most frequent type first.</param>
    public OptionNames(IEnumerable<IEnumerable<string>> types)
    {
        var anySpelling = new AnySpelling();
        names = [.. types.SelectMany(t => t.Order(StringComparer.Ordinal)).Distinct(anySpelling)];
        inFile = names.Index().ToFrozenDictionary(n => n.Item, n => n.Index, StringComparer.Ordinal);
        spelled = new(() => names.Index().ToFrozenDictionary(n => n.Item, n => n.Index, anySpelling));
    }

    public int Count => names.Length;

    /// <summary>The place of an option, however it is spelled; -1 where PJSIP has none of that name.</summary>
    public int IndexOf(string name) => inFile.TryGetValue(name, out var index) ? index : spelled.Value.GetValueOrDefault(name, -1);

    /// <summary>The name in the configuration file of the option at a place.</summary>
    public string At(int index) => names[index];

    private sealed class AnySpelling : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y)
        {
            if (x is null || y is null)
            {
                return ReferenceEquals(x, y);
            }

            var (i, j) = (0, 0);
            while (true)
            {
                i = Skip(x, i);
                j = Skip(y, j);
                if (i == x.Length || j == y.Length)
                {
                    return i == x.Length && j == y.Length;
                }

                if (char.ToLowerInvariant(x[i++]) != char.ToLowerInvariant(y[j++]))
                {
                    return false;
                }
            }
        }

        public int GetHashCode(string name)
        {
            var hash = 0;
            foreach (var letter in name)
            {
                hash = letter == '_' ? hash : (hash * 31) + char.ToLowerInvariant(letter);
            }

            return hash;
        }

        private static int Skip(string name, int at)
        {
            while (at < name.Length && name[at] == '_')
            {
                at++;
            }

            return at;
        }
    }
}
