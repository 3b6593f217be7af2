using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Reporting;

/// <summary>A condition, and since when it has its status.</summary>
internal sealed record ConditionState(ConditionType Type, ConditionStatus Status, Message Reason, DateTimeOffset Since);
