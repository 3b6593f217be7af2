using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ConnectSchappo.Reconciler.Fuzz;

/// <summary>
/// A small coverage-guided fuzzer in this process, for a bounded run where no AFL++ is: it keeps an input that takes a branch, or
/// takes one more often, than any before, and makes the next ones of those.
/// </summary>
internal sealed unsafe class CoverageLoop(Random random, IEnumerable<byte[]> seeds)
{
    private const int MapSize = 1 << 16;
    private const int LongestInput = 20_000;

    private static readonly byte[][] Words =
    [
        .. new[]
        {
            "[", "]", "(", ")", "!", "+", ",", ";", ";--", "--;", "\\;", "\\", "=", "=>", "+=", "\n", "\r\n", "\0",
            "#include 1.i\n", "#tryinclude *.i\n", "[a](+)\n", "[t](!)\n", "(+k=v)", "k=v\n", "\n%%\n", "%(x)s",
            "[DEFAULT]\n", "[INCLUDES]\nbefore = paths.conf\n", " ", "\t", "\u00ef\u00bb\u00bf", "\u00e9",
        }.Select(w => w.Select(c => (byte)c).ToArray()),
    ];

    private readonly byte* map = (byte*)NativeMemory.AllocZeroed(MapSize);
    private readonly byte[] seen = new byte[MapSize];
    private readonly List<byte[]> corpus = [];

    public int Runs { get; private set; }

    public int Kept => corpus.Count;

    public int Branches => seen.Count(b => b != 0);

    /// <summary>The input that broke something, and how; null where the time ran out first.</summary>
    public (byte[] Input, string Why)? Run(TimeSpan time)
    {
        SharpFuzz.Common.Trace.SharedMem = map;
        var clock = Stopwatch.StartNew();
        foreach (var seed in seeds.TakeWhile(_ => clock.Elapsed < time))
        {
            if (Try(seed) is { } why)
            {
                return (seed, why);
            }
        }

        while (clock.Elapsed < time)
        {
            var input = Mutate(corpus[random.Next(corpus.Count)]);
            if (Try(input) is { } why)
            {
                return (input, why);
            }
        }

        return null;
    }

    private string? Try(byte[] input)
    {
        new Span<byte>(map, MapSize).Clear();
        SharpFuzz.Common.Trace.PrevLocation = 0;
        var clock = Stopwatch.StartNew();
        Runs++;
        try
        {
            FuzzTarget.Check(input);
        }
#pragma warning disable CA1031 // any exception is what is looked for
        catch (Exception problem)
#pragma warning restore CA1031
        {
            return problem.ToString();
        }

        if (IsNew())
        {
            corpus.Add(input);
        }

        return clock.Elapsed > TimeSpan.FromSeconds(10) ? $"it took {clock.Elapsed}" : null;
    }

    /// <summary>Counts of a branch fall into classes, as in AFL: once, twice, three times, four and more, eight and more, ...</summary>
    private bool IsNew()
    {
        var isNew = false;
        for (var i = 0; i < MapSize; i++)
        {
            if (map[i] == 0)
            {
                continue;
            }

            var group = (byte)(1 << (map[i] < 4 ? map[i] - 1 : Math.Min(7, 1 + (int)Math.Log2(map[i]))));
            isNew |= (seen[i] & group) == 0;
            seen[i] |= group;
        }

        return isNew;
    }

    private byte[] Mutate(byte[] parent)
    {
        var input = parent.ToList();
        for (var i = random.Next(1, 8); i > 0; i--)
        {
            var at = random.Next(input.Count + 1);
            var length = Math.Min(input.Count - at, random.Next(1, 1 << random.Next(1, 7)));
            switch (random.Next(6))
            {
                case 0:
                    input.InsertRange(at, Words[random.Next(Words.Length)]);
                    break;
                case 1:
                    input.RemoveRange(at, length);
                    break;
                case 2 when at < input.Count:
                    input[at] = (byte)random.Next(256);
                    break;
                case 3:
                    input.InsertRange(random.Next(input.Count + 1), input.GetRange(at, length));
                    break;
                case 4:
                    var other = corpus[random.Next(corpus.Count)];
                    var from = random.Next(other.Length + 1);
                    input.InsertRange(at, other[from..Math.Min(other.Length, from + random.Next(64))]);
                    break;
                default:
                    input.InsertRange(
                        at, Enumerable.Repeat((byte)"xk;[=\\\n-"[random.Next(8)], random.Next(100) == 0 ? 8190 : random.Next(1, 10)));
                    break;
            }
        }

        return [.. input.Take(LongestInput)];
    }
}
