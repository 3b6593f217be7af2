using ConnectSchappo.Reconciler.Rounds;

namespace ConnectSchappo.Reconciler.Hosting;

/// <summary>Puts down after each round what the next daemon should know of a box.</summary>
/// <param name="box">The box.</param>
/// <param name="store">Where it is kept.</param>
/// <param name="flaps">Who knows who fights us; told of a round before this is.</param>
/// <param name="foreign">Who knows the last transaction; told likewise.</param>
internal sealed class BoxStateRecorder(string box, StateStore store, FlapDetector flaps, ForeignChangeDetector foreign) : IRoundObserver
{
    public void OnRoundEnded(RoundReport report) =>
        store.Keep(box, new BoxMemory { Contest = flaps.Memory, Pending = report.Pending, LastTransaction = foreign.Seen });

    public void OnBoxRemoved(string box) => store.Forget(box);
}
