using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>
/// A kind of problem that a desired state can have. The code is stable: it is never given to another kind, and docs/desired-state.md
/// has a line for it.
/// </summary>
/// <param name="Code">DS and three digits.</param>
/// <param name="Severity">An error refuses the desired state as a whole; a warning does not.</param>
/// <param name="Title">The kind in a few words, without the particulars.</param>
/// <param name="Hint">What to do about it, where nothing better is known at the place itself.</param>
public sealed record ProblemKind(string Code, Severity Severity, Message Title, Message Hint);
