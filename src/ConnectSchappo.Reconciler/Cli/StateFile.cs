using System.Text;
using ConnectSchappo.Reconciler.Files;
using ConnectSchappo.Reconciler.Sources;

namespace ConnectSchappo.Reconciler.Cli;

/// <summary>The file of a desired state, as it was read once, for whoever puts another text in its place.</summary>
/// <param name="Path">As the user named it.</param>
/// <param name="Bytes">Its content.</param>
internal sealed record StateFile(string Path, ReadOnlyMemory<byte> Bytes)
{
    /// <exception cref="IOException">It cannot be read, or is no regular file.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a directory.</exception>
    public static async Task<StateFile> Read(string path, CancellationToken cancellation)
    {
        LocalFile.DemandReplaceable(path);
        return new StateFile(path, await LocalFile.Read(path, StateText.Largest, cancellation));
    }

    /// <summary>The revision that it is as the source of a desired state.</summary>
    public string Revision => FileSource.RevisionOf(Bytes.Span);

    /// <summary>The work tree of Git that it is in; null where it is in none.</summary>
    public string? Repository
    {
        get
        {
            var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path));
            while (folder is not null && !System.IO.Path.Exists(System.IO.Path.Combine(folder, ".git")))
            {
                folder = System.IO.Path.GetDirectoryName(folder);
            }

            return folder;
        }
    }

    /// <summary>
    /// Puts another text in its place, at once and with the same mode; a link goes on to lead there. What stands before the text, a byte
    /// order mark, stays.
    /// </summary>
    /// <returns>False where its content is another one now, which is left as it is.</returns>
    /// <exception cref="IOException">It cannot be written, and is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public async Task<bool> Replace(string before, string after, CancellationToken cancellation)
    {
        var head = Bytes[..^Encoding.UTF8.GetByteCount(before)];
        var real = File.ResolveLinkTarget(Path, returnFinalTarget: true)?.FullName ?? System.IO.Path.GetFullPath(Path);
        var beside = $"{real}.{Environment.ProcessId}.new";
        try
        {
            Write(beside, [.. head.Span, .. Encoding.UTF8.GetBytes(after)]);
            File.SetUnixFileMode(beside, File.GetUnixFileMode(real));
            if (!(await LocalFile.Read(real, StateText.Largest, cancellation)).AsSpan().SequenceEqual(Bytes.Span))
            {
                return false;
            }

            File.Move(beside, real, overwrite: true);
            return true;
        }
        finally
        {
            File.Delete(beside);
        }
    }

    private static void Write(string path, ReadOnlySpan<byte> content)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using var stream = new FileStream(path, options);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }
}
