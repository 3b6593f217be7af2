using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>Puts down after each round what the next daemon should know of a box.</summary>
/// <param name="box">The box.</param>
/// <param name="store">Where it is kept.</param>
/// <param name="contest">Who knows who fights us; told of a round before this is.</param>
/// <param name="others">Who knows the last transaction; told likewise.</param>
internal sealed class BoxStateRecorder(string box, Remembrance store, Contest contest, OthersWatch others) : IRoundObserver
{
    public void OnRoundEnded(RoundReport report) =>
        store.Keep(box, new BoxMemory { Contest = contest.Memory, Pending = report.Pending, LastTransaction = others.Seen });

    public void OnBoxRemoved(string box) => store.Forget(box);
}
