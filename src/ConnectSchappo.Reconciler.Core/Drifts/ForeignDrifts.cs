using ConnectSchappo.Reconciler.Core.Conf;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>Errors in the files of others that keep Asterisk from reading ours.</summary>
internal static class ForeignDrifts
{
    public static IEnumerable<Drift> Find(BoxView box)
    {
        foreach (var view in box.Chains.Where(c => c.HasOwn))
        {
            var errors = view.Wanted.Problems.Where(p => p.Severity >= ConfSeverity.Error);
            if (Endless(box, view) is { } endless)
            {
                yield return Broken(view, endless, endless.Effect);
            }
            else if (!view.Wanted.IsValid)
            {
                foreach (var problem in errors.Take(1))
                {
                    yield return Broken(view, problem, $"Asterisk keeps the old configuration; its next start loads nothing of this file");
                }
            }
            else if (!view.Wanted.Files.Contains(view.ConfigFile.Own))
            {
                foreach (var problem in errors.Take(1))
                {
                    yield return Broken(view, problem, $"because of it Asterisk does not read our file");
                }
            }
        }
    }

    // A reload of the subject reads the files beside its own too.
    private static ConfProblem? Endless(BoxView box, ConfigFileView view) =>
        view.Subject.FilesBeside.Select(p => ConfTree.Load(box.Files, p)).Prepend(view.Now)
            .SelectMany(t => t.Problems).FirstOrDefault(p => p.Code == ConfProblemCode.Endless);

    private static Drift Broken(ConfigFileView view, ConfProblem problem, Message consequence) => new()
    {
        Kind = DriftKind.Foreign,
        Resource = new ConfigFileId(view.Subject, view.ConfigFile.Top),
        Desired = $"readable",
        File = problem.Message,
        Place = problem.Place,
        Remediation = Remediation.Manual,
        Consequence = $"{consequence}: correct {problem.Place}",
    };
}
