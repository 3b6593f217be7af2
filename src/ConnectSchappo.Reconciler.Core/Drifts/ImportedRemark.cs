using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Drifts;

/// <summary>A comment of some lines.</summary>
/// <param name="Why">What they are, and why they are no part of the desired state.</param>
/// <param name="Lines">Each as it is written behind <c>#</c>.</param>
public sealed record ImportedRemark(Message Why, EquatableArray<Message> Lines);
