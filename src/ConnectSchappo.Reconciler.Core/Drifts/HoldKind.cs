namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>Why an object is held.</summary>
public enum HoldKind
{
    /// <summary>A secret that it needs is missing, or cannot stand in a file: it stays as our file has it.</summary>
    Secret,

    /// <summary>Somebody puts it back again and again: it stays as our file has it.</summary>
    Contested,

    /// <summary>The change of it did not work on this box: it is kept as it was confirmed last.</summary>
    Quarantined,

    /// <summary>Its certificate or private key on the box cannot be used, or was not seen: it stays as our file has it.</summary>
    Unready,

    /// <summary>The Asterisk that runs does not have an option of it, or does not take its value: it stays as our file has it.</summary>
    Version,
}
