namespace ConnectSchappo.Reconciler.Core.Observations.Facts;

/// <summary>Something that Asterisk logged of its configuration.</summary>
/// <param name="Time">When, by the box's own clock; null where logger.conf gives dates another form than <c>%F %T</c>.</param>
/// <param name="Type">The sorcery type that it is about, such as <c>endpoint</c>; null where it is about a file.</param>
/// <param name="Id">The object; null where it is about a whole type or a file.</param>
/// <param name="Message">Asterisk's words. They may quote a value, so that a secret has to be masked before they are shown.</param>
public sealed record ConfigComplaint(DateTime? Time, string? Type, string? Id, string Message);
