namespace ConnectSchappo.Reconciler.Benchmarks.Compare;

/// <summary>What the program needs to know of a box, as files of a folder.</summary>
internal sealed class BoxFiles
{
    private readonly string folder;
    private readonly string key;
    private readonly string knownHosts;

    public BoxFiles(string folder, Box box, int extensions)
    {
        (this.folder, key, knownHosts) = (folder, box.Key, box.KnownHosts(folder));
        Directory.CreateDirectory(Secrets);
        File.WriteAllText(DesiredState, Softphones.DesiredState(box.Address, extensions, Secrets));
    }

    public string DesiredState => Path.Combine(folder, "desired-state.yaml");

    public string Log => Path.Combine(folder, "log");

    public string[] Options =>
        ["--desired-state", DesiredState, "--ssh-key", key, "--known-hosts", knownHosts, "--secrets", Secrets];

    private string Secrets => Path.Combine(folder, "secrets");
}
