namespace ConnectSchappo.Reconciler.Core.Observations.Ami;

/// <summary>What Asterisk tells on its own of changes of its memory, to whom it lets read events of the class system.</summary>
/// <remarks>
/// Every reload by <c>module reload</c>, <c>core reload</c> or the manager interface sends Reload, of all modules that it is asked of; each
/// module that comes or goes sends Load or Unload; each answer to a registration of the box's own sends Registry. <c>sip reload</c> and
/// <c>logger reload</c> send nothing. Source: main/loader.c and main/stasis_system.c of 16.0 to 22.10; tried on 16.28 and 22.10.
/// </remarks>
public static class AmiEvents
{
    private static readonly string[] Names = ["Reload", "Load", "Unload", "Registry"];

    /// <summary>Lets only these come, of all that the session may read.</summary>
    public static AmiAction OnlyChanges { get; } = new(
        "Filter", new AmiField("Operation", "Add"), new AmiField("Filter", $"^Event: ({string.Join('|', Names)})"));

    /// <summary>Has events come from now on.</summary>
    public static AmiAction Begin { get; } = new("Events", new AmiField("EventMask", "system"));

    /// <summary>What an account may read and write, as Asterisk has it in memory.</summary>
    public static AmiAction Rights(string account) => AmiAction.Command($"manager show user {account}");

    /// <summary>Whether the account may read such events, by the answer to <see cref="Rights"/>.</summary>
    public static bool MayRead(AmiReply rights) => rights.Output
        .Select(line => line.Trim())
        .Any(line => line.StartsWith("read perm:", StringComparison.Ordinal)
            && line["read perm:".Length..].Split(',', StringSplitOptions.TrimEntries).Any(c => c is "system" or "all"));

    /// <summary>Whether a frame tells of a change: an event that belongs to no question.</summary>
    public static bool TellsOfChange(AmiFrame frame) =>
        frame.Event is { } name && frame.ActionId is null && Names.Contains(name, StringComparer.Ordinal);
}
