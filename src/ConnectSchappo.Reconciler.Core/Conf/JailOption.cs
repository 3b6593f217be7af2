namespace ConnectSchappo.Reconciler.Core.Conf;

/// <summary>An option as a line of a fail2ban file gives it, before any interpolation.</summary>
/// <param name="Section">A jail's name, or <c>DEFAULT</c>.</param>
/// <param name="Name">In lower case, as fail2ban compares it.</param>
/// <param name="Value">With its continuation lines, joined by line feeds.</param>
/// <param name="Place">Where its name stands.</param>
public sealed record JailOption(string Section, string Name, string Value, ConfPlace Place);
