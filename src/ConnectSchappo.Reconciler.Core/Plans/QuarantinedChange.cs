using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Plans;

/// <summary>Something that did not work on a box, and is not tried again now.</summary>
/// <param name="What">The subject, and its objects or the activation.</param>
/// <param name="Text">The same as a sentence, with why and with what ends it.</param>
public sealed record QuarantinedChange(Message What, Message Text);
