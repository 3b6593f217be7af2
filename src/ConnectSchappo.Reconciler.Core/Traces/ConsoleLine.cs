namespace ConnectSchappo.Reconciler.Core.Traces;

/// <summary>One line of a console of Asterisk.</summary>
/// <param name="Time">What stands in brackets before it, as logger.conf's <c>dateformat</c> has it; empty where nothing does.</param>
/// <param name="Text">The line without that, without colours and without its end; other control characters are as they came.</param>
/// <param name="Length">How many bytes the text had with its end: a SIP message says how many it has.</param>
public readonly record struct ConsoleLine(string Time, string Text, int Length);
