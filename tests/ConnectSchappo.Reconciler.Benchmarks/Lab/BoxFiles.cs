namespace ConnectSchappo.Reconciler.Benchmarks.Lab;

/// <summary>What the program needs to know of boxes, as files of a folder.</summary>
internal sealed class BoxFiles
{
    private readonly string folder;
    private readonly string key;

    /// <param name="folder">Where they are written.</param>
    /// <param name="key">The path of the private SSH key.</param>
    /// <param name="knownHosts">The lines of known_hosts.</param>
    /// <param name="boxes">The boxes by their names.</param>
    /// <param name="extensions">How many each of them has.</param>
    public BoxFiles(string folder, string key, string knownHosts, IEnumerable<(string Name, string Address)> boxes, int extensions)
    {
        (this.folder, this.key) = (folder, key);
        Directory.CreateDirectory(Secrets);
        File.WriteAllText(KnownHosts, knownHosts + "\n");
        File.WriteAllText(DesiredState, Softphones.DesiredState(boxes, extensions, Secrets));
    }

    /// <summary>Those of one box, which is called box.</summary>
    public static BoxFiles Of(string folder, Box box, int extensions) =>
        new(folder, box.Key, box.HostKeys, [("box", box.Address)], extensions);

    public string DesiredState => Path.Combine(folder, "desired-state.yaml");

    public string Log => Path.Combine(folder, "log");

    public string[] Options =>
        ["--desired-state", DesiredState, "--ssh-key", key, "--known-hosts", KnownHosts, "--secrets", Secrets];

    private string KnownHosts => Path.Combine(folder, "known_hosts");

    private string Secrets => Path.Combine(folder, "secrets");
}
