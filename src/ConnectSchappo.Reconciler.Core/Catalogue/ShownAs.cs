namespace ConnectSchappo.Reconciler.Core.Catalogue;

/// <summary>How Asterisk's running memory shows an option.</summary>
public enum ShownAs
{
    /// <summary>By its value.</summary>
    Value,

    /// <summary>Not by the manager interface. Where the command line shows it all the same, it is by its value.</summary>
    Nothing,

    /// <summary>As Yes or No: of a word that is neither as Yes, or as the word itself.</summary>
    YesOrNo,

    /// <summary>By the first of its items alone.</summary>
    FirstItem,

    /// <summary>As addresses: of a name as one that Asterisk has found.</summary>
    Addresses,

    /// <summary>As the address and the port of a STUN server: of a name as an address that Asterisk has found.</summary>
    StunServer,

    /// <summary>By the value of another option.</summary>
    AnotherOption,

    /// <summary>As a part of the addresses at which the web server listens.</summary>
    Listener,
}
