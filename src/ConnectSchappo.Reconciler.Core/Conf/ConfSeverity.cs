namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>How much of what the author meant is lost by a problem in a .conf file.</summary>
public enum ConfSeverity
{
    /// <summary>Nothing is lost; it reads otherwise than it looks.</summary>
    Notice,

    /// <summary>One line, or a part of one, is ignored or means something else.</summary>
    Warning,

    /// <summary>The rest of a file, or more than one file, is ignored. Asterisk goes on without it.</summary>
    Error,

    /// <summary>Asterisk rejects the whole configuration and keeps what it had; at a start it has nothing.</summary>
    Fatal,
}
