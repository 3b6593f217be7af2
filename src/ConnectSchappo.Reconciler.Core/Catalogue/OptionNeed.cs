namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>Why an object does nothing without an option: Asterisk refuses it, or takes it and never uses it.</summary>
public abstract record OptionNeed
{
    private OptionNeed()
    {
    }

    /// <summary>Every object needs the option.</summary>
    /// <param name="Reason">The rest of a sentence: <c>so it never matches</c>.</param>
    /// <param name="Or">Another option that does as well; null where none does.</param>
    public sealed record Always(string Reason, string? Or = null) : OptionNeed;

    /// <summary>Only objects need it that have one of some words in another option, said or by default.</summary>
    public sealed record With(string Option, EquatableArray<string> Words) : OptionNeed;
}
