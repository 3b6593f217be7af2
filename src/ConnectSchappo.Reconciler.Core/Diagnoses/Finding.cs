using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>Something that is wrong with a link, or that a person may want to know of it.</summary>
/// <param name="Weight">What it means.</param>
/// <param name="Cause">What kind of fault it is.</param>
/// <param name="What">What is wrong, in one sentence without a point.</param>
/// <param name="Evidence">What shows it.</param>
/// <param name="Cure">What to do: a command, or a line of the desired state.</param>
public sealed record Finding(Weight Weight, Cause Cause, Message What, Message Evidence, Message Cure);
