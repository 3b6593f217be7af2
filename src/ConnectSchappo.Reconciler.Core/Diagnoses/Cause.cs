using ConnectSchappo.Reconciler.Core.Messages;

namespace ConnectSchappo.Reconciler.Core.Diagnoses;

/// <summary>Something that can be wrong with a link.</summary>
/// <param name="Name">By which scripts know it, in words with dashes: <c>wrong-password</c>. It stays the same.</param>
/// <param name="What">What is wrong, for the list of all causes.</param>
public sealed record Cause(string Name, Message What)
{
    /// <summary>The box is not as its desired state says.</summary>
    public static Cause Differs { get; } = new("differs", $"it is not as the desired state says");
}
