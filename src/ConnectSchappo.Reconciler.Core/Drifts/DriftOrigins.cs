
namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>
/// Who moved, told from the box alone: what is as we left it, and differs from what is wanted, differs because something else is wanted
/// now; so does what we never wrote.
/// </summary>
internal sealed class DriftOrigins(BoxView box, IReadOnlyCollection<Drift> drifts)
{
    private readonly Dictionary<string, DriftOrigin> ofFiles = new(StringComparer.Ordinal);

    public DriftOrigin Of(Drift drift)
    {
        if (drift.Kind is DriftKind.Ban or DriftKind.Certificate or DriftKind.Service
            || (drift.Kind == DriftKind.Foreign && !WaitsForASecret(drift)))
        {
            return DriftOrigin.Corrective;
        }

        if (drift is { Kind: DriftKind.Ownership, Resource: ConfigFileId file } && TakenOutOf(file.Path) is { Count: > 0 } taken)
        {
            return taken.TrueForAll(d => Of(d) == DriftOrigin.Intentional) ? DriftOrigin.Intentional : DriftOrigin.Corrective;
        }

        var subject = drift.Subject.DecidedBy(box, drift);
        return subject.OwnFile is not { } path ? DriftOrigin.Corrective
            : ofFiles.TryGetValue(path, out var known) ? known
            : ofFiles[path] = Of(subject, path);
    }

    private DriftOrigin Of(Subject subject, string path)
    {
        var wanted = box.Wanted.FirstOrDefault(w => w.Path == path);

        // Without a secret the file that is wanted is not known, and its options are what tells.
        var moved = wanted?.Refusal is not null
            ? drifts.Any(d => d.Subject == subject && d is { InFile: true, Remediation: Remediation.Automatic })
            : wanted is not null && !OwnershipDrifts.Same(wanted, box.Seen.Files.GetValueOrDefault(path))
            && !subject.IsOthersDoing(box, path);
        return moved && IsAsWeLeftIt(subject, path) ? DriftOrigin.Intentional : DriftOrigin.Corrective;
    }

    private bool IsAsWeLeftIt(Subject subject, string path) => box.Seen.Files.TryGetValue(path, out var file)
        ? OwnFile.IsAsWritten(file.Content.Span)
        : subject.ConfigFile is not { } configFile || !box.Of(configFile).Now.Includes.Any(i => i.Target == Path.GetFileName(path));

    private bool WaitsForASecret(Drift drift) =>
        drift.Resource is ConfigFileId file && box.Wanted.Any(w => w is { IsOwn: true, Refusal: not null } && w.Path == file.Path);

    // What is taken out of a file of others tells why that file changes.
    private List<Drift> TakenOutOf(string path) => [.. drifts.Where(d => d.Subject.TakesOut(d) && d.Place?.Path == path)];
}
