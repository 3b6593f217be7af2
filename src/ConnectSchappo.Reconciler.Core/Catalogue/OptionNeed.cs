using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>Why an object does nothing without an option: Asterisk refuses it, or takes it and never uses it.</summary>
public abstract record OptionNeed
{
    private OptionNeed(Message hint) => Hint = hint;

    /// <summary>What to do about it, with how the option is written.</summary>
    public Message Hint { get; }

    /// <summary>Every object needs the option.</summary>
    /// <param name="Reason">The rest of a sentence: <c>so it matches no call</c>.</param>
    /// <param name="Hint">What to do about it.</param>
    /// <param name="Or">Another option that does as well; null where none does.</param>
    public sealed record Always(Message Reason, Message Hint, string? Or = null) : OptionNeed(Hint);

    /// <summary>Only objects need it that have one of some words in another option, said or by default.</summary>
    public sealed record With(string Option, EquatableArray<string> Words, Message Hint) : OptionNeed(Hint);
}
