using System.Text;
using ConnectSchappo.Reconciler.Core.Conf;

namespace ConnectSchappo.Reconciler.Fuzz;

/// <summary>
/// What must hold for any bytes: nothing throws, bytes are kept, places lie in the files, and an edit that is refused
/// changes nothing. An input is one file, or several apart by a line <c>%%</c>, the top one first.
/// </summary>
internal static class FuzzTarget
{
    private static readonly byte[] Apart = "\n%%\n"u8.ToArray();
    private static readonly string[] Paths = ["/etc/asterisk/main.conf", "/etc/asterisk/1.i", "/etc/asterisk/2.i", "/etc/asterisk/3.i"];
    private static readonly string[] JailPaths =
        ["/etc/fail2ban/jail.conf", "/etc/fail2ban/jail.local", "/etc/fail2ban/jail.d/a.conf", "/etc/fail2ban/paths.conf"];

    public static void Check(ReadOnlySpan<byte> input)
    {
        var parts = Split(input);
        var documents = parts.Zip(Paths, (bytes, path) => ConfDocument.Parse(path, bytes)).ToList();
        var files = new ConfFileSet(documents);
        var tree = ConfTree.Load(files, Paths[0]);
        foreach (var entry in tree.Sections.SelectMany(s => s.Entries))
        {
            Require(entry.Place.Line <= files.Find(entry.Place.Path)!.ToBytes().Span.Count((byte)'\n') + 1, "a place outside its file");
        }

        var document = documents[0];
        Require(document.ToBytes().Span.SequenceEqual(parts[0]), "bytes are not kept");
        Require(document.Problems.All(p => p.Place.Path == document.Path), "a file's own problem lies elsewhere");
        Edit(document, document.InsertFirstLine("#include ours"));
        Edit(document, document.RemoveInclude("1.i"));
        Edit(document, document.AppendLine("#include ours"));
        Edit(document, document.RemoveSections(s => s.Place.Line % 2 == 0));
        CheckJails(parts);
    }

    private static void CheckJails(List<byte[]> parts)
    {
        var tree = JailTree.Load(parts.Zip(JailPaths, (bytes, path) => JailFile.Parse(path, bytes)));
        foreach (var jail in tree.Jails.Take(4))
        {
            foreach (var option in tree.OptionNames.Take(8))
            {
                Require(tree.Effective(jail, option) is null || tree.ProblemOf(jail, option) is null, "a value and a problem with it");
            }
        }
    }

    private static void Edit(ConfDocument before, ConfEdit edit)
    {
        Require(
            edit.Refusal is null || edit.Document.ToBytes().Span.SequenceEqual(before.ToBytes().Span), "a refused edit changed something");
    }

    private static List<byte[]> Split(ReadOnlySpan<byte> input)
    {
        var parts = new List<byte[]>();
        while (parts.Count < Paths.Length - 1 && input.IndexOf(Apart) is var at and >= 0)
        {
            parts.Add(input[..(at + 1)].ToArray());
            input = input[(at + Apart.Length)..];
        }

        parts.Add(input.ToArray());
        return parts;
    }

    public static byte[] Join(IEnumerable<byte[]> files) =>
        [.. files.Take(Paths.Length).Select(f => Encoding.Latin1.GetString(f)).Aggregate((a, b) => $"{a.TrimEnd('\n')}\n%%\n{b}")
            .Select(c => (byte)c)];

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidDataException(otherwise);
        }
    }
}
