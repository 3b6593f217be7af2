namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>What a module of Asterisk makes of a key that stands more than once in a section.</summary>
public enum RepeatRule
{
    /// <summary>It walks through the keys and lets each overwrite the one before.</summary>
    LastWins,

    /// <summary>It asks for the key by name (ast_variable_retrieve), and gets the first.</summary>
    FirstWins,

    /// <summary>It adds each to those before, in order.</summary>
    Cumulative,
}
