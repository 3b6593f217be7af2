namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>Options that stand together: those of an object, or of a file's shared section.</summary>
/// <param name="Section">The section of the catalogue that they are of: <c>pjsip.conf/endpoint</c>.</param>
/// <param name="All">The options, in the order of the desired state.</param>
internal readonly record struct StatedOptions(string Section, EquatableArray<DesiredOption> All);
