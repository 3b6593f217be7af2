using System.Text.RegularExpressions;
using ConnectSchappo.Reconciler.Benchmarks.Lab;
using ConnectSchappo.Reconciler.Boxes.Tests.Lab;

namespace ConnectSchappo.Reconciler.Benchmarks.Compare;

/// <summary>The same job by Ansible: the playbook in ansible/.</summary>
internal sealed partial class Playbook
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "ConnectSchappo.Reconciler.Benchmarks", "ansible");

    private readonly string folder;

    public Playbook(string folder, Box box, int extensions)
    {
        this.folder = folder;
        Directory.CreateDirectory(Masters);
        File.WriteAllText(Variables, Softphones.Variables(extensions));
        File.WriteAllText(Inventory, $"""
            pbx:
              hosts:
                {box.Address}:
              vars:
                ansible_user: reconciler
                ansible_ssh_private_key_file: {box.Key}
                ansible_ssh_common_args: -o UserKnownHostsFile={box.KnownHosts(folder)}
                ansible_python_interpreter: /usr/bin/python3

            """);
    }

    private string Masters => Path.Combine(folder, "s"); // the path of a socket is short

    private string Variables => Path.Combine(folder, "softphones.yml");

    private string Inventory => Path.Combine(folder, "inventory.yml");

    /// <summary>Makes the box so; it must change something.</summary>
    public Task<Cost> Converge(Meter meter) => Play(meter, changes: true);

    /// <summary>Looks for what differs; it must find nothing.</summary>
    public Task<Cost> Check(Meter meter) => Play(meter, changes: false, "--check", "--diff");

    /// <summary>Closes the connections that Ansible left open.</summary>
    public async Task Disconnect()
    {
        foreach (var master in Directory.GetFiles(Masters))
        {
            await Shell.Must(TimeSpan.FromSeconds(10), "ssh", "-O", "exit", "-o", $"ControlPath={master}", "box");
        }
    }

    private async Task<Cost> Play(Meter meter, bool changes, params string[] more)
    {
        var (cost, output) = await meter.Run([
            "env", $"ANSIBLE_CONFIG={Folder}/ansible.cfg", $"ANSIBLE_SSH_CONTROL_PATH_DIR={Masters}", $"ANSIBLE_HOME={folder}/home",
            "LC_ALL=C.UTF-8", "ansible-playbook", "-i", Inventory, "-e", $"@{Variables}", .. more, $"{Folder}/site.yml",
        ]);
        return Recap().Match(output) is { Success: true } recap && recap.Groups["changed"].Value != "0" == changes
            ? cost
            : throw new InvalidOperationException($"Ansible {(changes ? "changed nothing" : "found something to change")}\n{output}");
    }

    [GeneratedRegex(@" changed=(?<changed>[0-9]+) +unreachable=0 +failed=0 ", RegexOptions.ExplicitCapture)]
    private static partial Regex Recap();
}
