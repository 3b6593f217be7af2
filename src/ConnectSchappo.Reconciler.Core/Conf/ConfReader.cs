namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>
/// Reads a configuration as ast_config_load2 of Asterisk 16.28 does. Its parts follow config_text_file_load (files and includes)
/// and process_text_line (headers, directives, keys) of main/config.c, quirks included: whoever uses the result compares it with
/// a running Asterisk.
/// </summary>
internal sealed partial class ConfReader
{
    /// <summary>MAX_INCLUDE_LEVEL and one for the top file.</summary>
    private const int DeepestLevel = 11;

    /// <summary>No honest configuration comes near; a file that includes itself a few times does, as 10^10 readings.</summary>
    private const long MostBytes = 256L << 20;

    private const int MostReadings = 50_000;
    private const int MostEntries = 5_000_000;
    private const long MostAppendCost = 1_000_000_000;

    private readonly ConfFileSet files;
    private readonly SectionDrafts sections = new();
    private readonly ConfStrings strings = new();
    private readonly List<ConfProblem> problems = [];
    private readonly HashSet<ConfProblem> seenProblems = [];
    private readonly List<ConfInclude> includes = [];
    private readonly List<string> read = [];
    private readonly HashSet<string> seenFiles = new(StringComparer.Ordinal);
    private readonly List<ConfCut> cuts = [];
    private readonly List<string> wanted = [];

    /// <summary>The file is read by itself: what only other files can tell is taken to be well.</summary>
    private readonly bool alone;

    private SectionDraft? current;
    private int level;
    private long bytesRead;
    private int readings;
    private int entries;
    private long appendCost;
    private bool endless;

    private ConfReader(ConfFileSet files, bool alone)
    {
        this.files = files;
        this.alone = alone;
    }

    private enum Outcome
    {
        Missing,
        Read,
        Cut,
    }

    public static ConfTree Load(ConfFileSet files, string topPath)
    {
        var reader = new ConfReader(files, alone: false);
        var path = ConfPath.Normalize(ConfPath.Resolve(files.Directory, topPath));
        var outcome = reader.ReadFiles(null, path);
        if (outcome == Outcome.Missing && !reader.endless)
        {
            reader.Tell(new ConfProblem(
                ConfProblemCode.IncludeMissing, ConfSeverity.Fatal, new ConfPlace(path, 1, 1),
                $"the file is missing, or Asterisk may not read it", $"Asterisk keeps what it had; at a start it has nothing"));
        }

        return new ConfTree
        {
            Path = path,
            IsValid = outcome == Outcome.Read && !reader.endless,
            Sections = reader.sections.All.Select(s => s.Finish()).ToEquatableArray(),
            Problems = reader.problems.ToEquatableArray(),
            Includes = reader.includes.ToEquatableArray(),
            Files = reader.read.ToEquatableArray(),
            Cuts = reader.cuts.Distinct().ToEquatableArray(),
            Wanted = reader.wanted.Distinct(StringComparer.Ordinal).ToEquatableArray(),
        };
    }

    /// <summary>What a file tells by itself, and where it would be cut.</summary>
    public static (EquatableArray<ConfProblem> Problems, ConfCut? Cut) ReadAlone(ConfDocument document)
    {
        var reader = new ConfReader(new ConfFileSet([document]), alone: true);
        var included = new ConfFrame(
            new ConfFrame(null, null), new SectionDraft("", new ConfPlace(document.Path, 1, 1))) { IsSettled = true };
        reader.ReadDocument(included, document);
        return (reader.problems.ToEquatableArray(), reader.cuts.Count == 0 ? null : reader.cuts.MinBy(c => c.Place.Line));
    }

    /// <summary>Reads all that an include stands for; null as the parent is the top file.</summary>
    private Outcome ReadFiles(ConfFrame? parent, string pattern)
    {
        level++;
        var frame = new ConfFrame(parent, current);
        var paths = files.Match(pattern).ToList();
        for (var i = 0; i < paths.Count; i++)
        {
            if (!ReadDocument(frame, files.Find(paths[i])!))
            {
                // Asterisk does not come down a level here, so that after ten broken files no include works any more.
                CutRestOfGlob(frame, paths.Skip(i + 1), problems[^1]);
                return Outcome.Cut;
            }
        }

        level--;
        return paths.Count > 0 ? Outcome.Read : Outcome.Missing;
    }

    /// <summary>False where an error ends the file, or Asterisk with it.</summary>
    private bool ReadDocument(ConfFrame frame, ConfDocument document)
    {
        frame.Path = document.Path;
        var lines = document.Lines;
        if (frame.HasRead && (frame.Comments.Depth != 0 || lines.HasByteOrderMark))
        {
            lines = ConfLines.Read(document.ToBytes(), frame.Comments.Continue());
            if (lines.HasByteOrderMark)
            {
                Tell(new ConfProblem(ConfProblemCode.ByteOrderMark, ConfSeverity.Warning, new ConfPlace(document.Path, 1, 1),
                    $"a byte order mark in a later file of a glob", $"it is read as part of the first line, which is no header then"));
            }
        }

        frame.Comments = lines.Comments;
        frame.HasRead = true;
        if (seenFiles.Add(document.Path))
        {
            read.Add(document.Path);
        }

        bytesRead += document.Span.Length;
        if (++readings > MostReadings || bytesRead > MostBytes)
        {
            return Endless(new ConfPlace(document.Path, 1, 1), $"the files include each other in a circle");
        }

        foreach (ref readonly var line in lines.All)
        {
            if (!ReadLine(frame, lines, line))
            {
                return false;
            }
        }

        return TellComments(frame, lines);
    }

    private bool ReadLine(ConfFrame frame, ConfLines lines, in ConfLine line)
    {
        if (line.HasNul)
        {
            Tell(frame, line, ConfProblemCode.NulByte, ConfSeverity.Warning, $"a NUL byte", $"the rest of the line is ignored");
        }

        switch (line.Kind)
        {
            case ConfLineKind.Header:
                return ReadHeader(frame, lines, line);
            case ConfLineKind.Directive:
                return ReadDirective(frame, lines, line);
            case ConfLineKind.Key:
                return ReadKey(frame, lines, line);
            case ConfLineKind.TooLong:
                Tell(frame, line, ConfProblemCode.LineTooLong, ConfSeverity.Warning,
                    $"a line of more than {ConfLines.LongestLine - 1} bytes", $"the line is ignored");
                return true;
            default:
                return true;
        }
    }
}
