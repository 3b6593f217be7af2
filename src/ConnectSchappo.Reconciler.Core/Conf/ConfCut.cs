namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>
/// A file of which Asterisk reads nothing from a place on: an error inside an included file cuts that file, and the including
/// one goes on as if nothing had been.
/// </summary>
/// <param name="Place">The first place that is not read.</param>
/// <param name="Problem">Why.</param>
public sealed record ConfCut(ConfPlace Place, ConfProblem Problem)
{
    public override string ToString() => $"everything from {Place} is ignored: {Problem.Message} ({Problem.Place})";
}
