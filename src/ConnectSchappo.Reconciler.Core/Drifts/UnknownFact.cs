using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>Something that could not be seen of a box.</summary>
/// <param name="Subject">Whose change cannot be verified without it.</param>
/// <param name="Text">What it is and why, for a person.</param>
public sealed record UnknownFact(Subject Subject, Message Text);
