using System.Diagnostics.CodeAnalysis;
using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Observations.Facts;

/// <summary>
/// Something that a look asked a box: the answer, or why there is none. Unknown is never taken for equal, nor for absent.
/// </summary>
public abstract record Fact<T>
{
    private Fact()
    {
    }

    public sealed record Known(T Value) : Fact<T>;

    /// <summary>The box gave no answer; the reason is for a person.</summary>
    public sealed record Unknown(Message Reason) : Fact<T>;

    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        value = this is Known known ? known.Value : default;
        return this is Known;
    }

    /// <summary>What follows from the answer; unknown for the same reason where there is none.</summary>
    public Fact<TResult> Select<TResult>(Func<T, TResult> read) =>
        TryGet(out var value) ? Fact.Known(read(value)) : Fact.Unknown<TResult>(Missing!);

    /// <summary>Why the answer is missing; null where it is known.</summary>
    public Message? Missing => (this as Unknown)?.Reason;
}
