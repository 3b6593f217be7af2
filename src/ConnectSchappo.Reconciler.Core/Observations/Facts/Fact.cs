using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Observations.Facts;

/// <summary>Makes facts.</summary>
public static class Fact
{
    public static Fact<T> Known<T>(T value) => new Fact<T>.Known(value);

    public static Fact<T> Unknown<T>(Message reason) => new Fact<T>.Unknown(reason);
}
