using ConnectSchappo.Reconciler.Core.Catalogue;
using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Desired;
using ConnectSchappo.Reconciler.Core.Observations;
using ConnectSchappo.Reconciler.Core.Observations.Facts;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>A box whose desired state is to be written down.</summary>
/// <param name="Known">How it is reached, and what a desired state says of it already.</param>
/// <param name="Seen">A look at it.</param>
public sealed record ImportedBox(DesiredBox Known, Observation Seen)
{
    /// <summary>The options that its Asterisk has.</summary>
    public AsteriskCatalogue Catalogue { get; } = Known.Running(Seen.Version).Catalogue;

    /// <summary>What Asterisk reads of a configuration file.</summary>
    public ConfTree Tree(ConfigFile file) => ConfTree.Load(Seen.Configuration, file.Top);

    /// <summary>
    /// Who wrote a file that Asterisk reads. On a box with a web interface the top files came with that.
    /// </summary>
    public FileAuthor AuthorOf(ConfigFile file, string path) =>
        path == file.Own ? FileAuthor.Reconciler
        : ConfigFile.IsGenerated(path) || (path == file.Top && Seen.Files.Keys.Any(ConfigFile.IsGenerated)) ? FileAuthor.Software
        : FileAuthor.Person;

    /// <summary>The name of a secret of this box that no other box has: with the box's own before it.</summary>
    /// <param name="what">What it is for, as <c>softphone-250</c>.</param>
    public string SecretName(string what)
    {
        var name = $"{Known.Name}-{what}";
        return new string([.. name.Take(LongestSecretName).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_')]);
    }

    private const int LongestSecretName = 90; // leaves room for a number behind it
}
