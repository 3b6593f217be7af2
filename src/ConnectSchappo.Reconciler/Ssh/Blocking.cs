namespace ConnectSchappo.Reconciler.Ssh;

/// <summary>
/// Calls of SSH.NET that block until a box answers, each on a thread of its own. On the threads of the pool, of which there are few, the
/// goodbyes to a thousand boxes that are gone would keep everything else waiting for minutes: the care of the other boxes, and the metrics.
/// </summary>
internal static class Blocking
{
    public static Task Run(Action call) =>
        Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public static Task<T> Run<T>(Func<T> call) =>
        Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
