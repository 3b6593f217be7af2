using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Desired;

/// <summary>Collects problems while a desired state is read: each once, however many boxes it concerns, and not without end.</summary>
internal sealed class ProblemList
{
    /// <summary>Nobody reads more; a hostile text could make millions.</summary>
    private const int Most = 500;

    private readonly HashSet<Problem> seen = [];
    private int left;

    public bool HasErrors { get; private set; }

    /// <param name="kind">Gives the code, the severity and, where nothing better is known here, the hint.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="message">What is wrong, as a sentence; no secret is an argument of it.</param>
    /// <param name="hint">What to do about it, where that is more than the kind's own hint; no secret either.</param>
    public void Add(ProblemKind kind, SourceLocation place, Message message, Message? hint = null)
    {
        HasErrors |= kind.Severity is Severity.Error;
        if (seen.Count < Most)
        {
            seen.Add(new Problem(kind.Code, kind.Severity, place, message, hint ?? kind.Hint));
        }
        else
        {
            left++;
        }
    }

    /// <summary>In the order of the file.</summary>
    public EquatableArray<Problem> InOrder()
    {
        var ordered = seen.OrderBy(p => p.Place.Line).ThenBy(p => p.Place.Column).ThenBy(p => p.Code, StringComparer.Ordinal).ToList();
        if (left > 0)
        {
            var kind = ProblemKinds.TooMuch;
            var message = left == 1 ? (Message)$"{left} more problem is not shown." : $"{left} more problems are not shown.";
            ordered.Add(new Problem(kind.Code, kind.Severity, ordered[^1].Place, message, $"Correct these first."));
        }

        return ordered.ToEquatableArray();
    }
}
