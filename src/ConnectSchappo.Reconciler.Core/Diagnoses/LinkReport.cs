using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>What was found of one link.</summary>
/// <param name="Link">Which.</param>
/// <param name="Weight">The worst that was found.</param>
/// <param name="Text">What is well, or why nothing was looked at; empty where there are findings.</param>
/// <param name="Findings">The worst first.</param>
public sealed record LinkReport(Link Link, Weight Weight, Message Text, EquatableArray<Finding> Findings);
