namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>A small file that is whole at any time, whatever dies.</summary>
internal static class DurableFile
{
    /// <exception cref="IOException">It cannot be written, and is as it was.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var beside = path + ".new";
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }
}
