using System.Text;
using ConnectSchappo.Reconciler.Core;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>The file of a trace: new, for its owner alone, and with nothing in it that would drive a terminal.</summary>
internal sealed class TraceFile : IAsyncDisposable
{
    private readonly StreamWriter writer;

    private TraceFile(string path, StreamWriter writer) => (Path, this.writer) = (path, writer);

    public string Path { get; }

    /// <summary>How many lines it has.</summary>
    public int Lines { get; private set; }

    /// <exception cref="IOException">There is something by that name, or the folder is missing or full.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static TraceFile Create(string path) => new(path, new(
        new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Read,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }),
        new UTF8Encoding(false)));

    /// <summary>The name of a file that nobody has named, in the current folder.</summary>
    public static string NameOf(string box, string kind, DateTimeOffset now) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{box}-{kind}-{now:yyyyMMdd-HHmmss}.log");

    /// <exception cref="IOException">The disk is full.</exception>
    public void Add(string line)
    {
        writer.Write(PlainText.Line(line));
        writer.Write('\n');
        Lines++;
    }

    /// <exception cref="IOException">The disk is full.</exception>
    public Task Flush(CancellationToken cancellation) => writer.FlushAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await writer.DisposeAsync();
        }
        catch (IOException)
        {
            // What could not be written was told when it was flushed: closing tries it once more.
        }
    }
}
