using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Observations;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>What a file of ours is written by, besides the desired state.</summary>
/// <param name="Seen">A look at the box.</param>
/// <param name="Files">The files of the box.</param>
/// <param name="Now">What Asterisk would read of the subject's files; null where it has none of Asterisk's.</param>
/// <param name="Secrets">Every secret that the box needs and that is there, by name.</param>
internal sealed record OwnFileSetting(Observation Seen, ConfFileSet Files, ConfTree? Now, IReadOnlyDictionary<string, Secret> Secrets);
