using System.Text;
using ConnectSchappo.Reconciler.Core.Tests.Conf;

namespace ConnectSchappo.Reconciler.Boxes.Tests.Conf;

/// <summary>Files below Asterisk's directory of configuration, and the one that is loaded.</summary>
internal sealed record ConfQuestion(string Top, IReadOnlyDictionary<string, byte[]> Files)
{
    public string Text => string.Join('\n', Files.Select(f =>
        $"--- {f.Key}\n{string.Join('\n', Encoding.Latin1.GetString(f.Value).Split('\n').Select(CaseText.Show))}"));

    /// <summary>The same with a little less: a file, a line or a byte.</summary>
    public IEnumerable<ConfQuestion> Smaller()
    {
        foreach (var (path, bytes) in Files)
        {
            if (path != Top)
            {
                yield return this with { Files = Files.Where(f => f.Key != path).ToDictionary() };
            }

            var starts = Enumerable.Range(0, bytes.Length).Where(i => i == 0 || bytes[i - 1] == '\n').Append(bytes.Length).ToList();
            for (var i = 0; i + 1 < starts.Count; i++)
            {
                yield return Without(path, starts[i], starts[i + 1]);
                for (var length = (starts[i + 1] - starts[i]) / 2; length >= 1; length /= 2)
                {
                    var parts = Math.Min(16, (starts[i + 1] - starts[i]) / length);
                    for (var part = 0; part < parts; part++)
                    {
                        yield return Without(path, starts[i] + (part * length), starts[i] + ((part + 1) * length));
                    }
                }
            }
        }
    }

    /// <summary>The same files in another folder, so that many can be asked at once.</summary>
    public ConfQuestion In(string from, string to) => new(
        Top.Replace(from, to, StringComparison.Ordinal),
        Files.ToDictionary(
            f => f.Key.Replace(from, to, StringComparison.Ordinal),
            f => CaseText.Latin1(Encoding.Latin1.GetString(f.Value).Replace(from, to, StringComparison.Ordinal))));

    private ConfQuestion Without(string path, int start, int end)
    {
        var files = Files.ToDictionary();
        files[path] = [.. files[path][..start], .. files[path][end..]];
        return this with { Files = files };
    }
}
