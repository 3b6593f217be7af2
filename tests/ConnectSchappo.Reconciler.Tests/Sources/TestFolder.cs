namespace ConnectSchappo.Reconciler.Tests.Sources;

/// <summary>A directory for one test, gone with it.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("reconciler-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        File.WriteAllText(this[name], text);
#pragma warning disable CA1416 // The suite runs on Linux alone.
        File.SetUnixFileMode(this[name], mode);
#pragma warning restore CA1416
        return this[name];
    }

    public string Text(string name) => File.ReadAllText(this[name]);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
