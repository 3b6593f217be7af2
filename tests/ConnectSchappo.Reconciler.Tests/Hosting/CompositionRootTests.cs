using ConnectSchappo.Reconciler.Hosting;
using Xunit;

namespace ConnectSchappo.Reconciler.Tests.Hosting;

/// <summary>A line of known_hosts that is not used is told with its place, and keeps no other host away.</summary>
public sealed class CompositionRootTests : IDisposable
{
    private const string Key = "AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";

    private readonly string folder = Directory.CreateTempSubdirectory("root-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData($"# ours\nbox.example ssh-ed25519 {Key}\n", "")]
    [InlineData(
        $"box.example ssh-ed25519 {Key}\n\nother.example ssh-ed25519 %%%\n@cert-authority * ssh-ed25519 {Key}\n",
        "reconciler: @:3: warning: the key is not base64. The line is not used.\n"
        + "reconciler: @:4: warning: @cert-authority is not supported: add the host's own key. The line is not used.\n")]
    public void A_line_of_the_host_keys_that_is_not_used_is_told_with_its_place(string lines, string told)
    {
        var (key, hosts) = (Path.Combine(folder, "key"), Path.Combine(folder, "known_hosts"));
        File.WriteAllText(key, "");
        File.WriteAllText(hosts, lines);
        using var errors = new StringWriter { NewLine = "\n" };

        Assert.NotNull(CompositionRoot.Connections(key, hosts, errors));

        Assert.Equal(told.Replace("@:", $"{hosts}:", StringComparison.Ordinal), errors.ToString());
    }
}
