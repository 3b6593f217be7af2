namespace ConnectSchappo.Reconciler.Core.Observations;

/// <summary>Names of options as the file and the manager interface spell them: <c>rtp_symmetric</c> and <c>RtpSymmetric</c> are one.</summary>
internal sealed class OptionNames : IEqualityComparer<string>
{
    public static OptionNames Spelled { get; } = new();

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
